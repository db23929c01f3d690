import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, onTestFinished } from 'vitest';
import { findChromium } from '@/lib/scans/browser/find-chromium';
import { openChromium } from '@/lib/scans/browser/open-chromium';
import type { OpenBrowser, PageVisit, ScanBrowser, VisitLimits } from '@/lib/scans/browser/scan-browser';

const file = process.env.CHROMIUM_PATH ?? null;
/** Where no Chromium is installed, what needs one is shown as skipped. */
export const hasChromium = findChromium(file) !== null;

/** Root may not have the browser's own wall; only pages of the tests are opened there. */
export const testChromium = openChromium({ file, isUnwalled: process.getuid?.() === 0 });

/** Large beds are scanned in part, which takes minutes already; `BROWSER_CASES=all` takes all of them. */
const EVERY = process.env.BROWSER_CASES === 'all' ? 1 : 12;

/** Cases of a bed in groups of a few, so that no scan takes long on a slow machine. */
export function groupCases<Case>(cases: readonly Case[], size = 2): Case[][] {
  const chosen = cases.filter((_one, at) => at % EVERY === 0);
  const groups = Math.ceil(chosen.length / size);
  return Array.from({ length: groups }, (_, group) => chosen.filter((_one, at) => at % groups === group));
}

export async function startChromium(signal?: AbortSignal): Promise<ScanBrowser> {
  const opened = await testChromium(signal);
  if (!opened.ok) throw new Error(`Chromium did not start: ${opened.reason}`);
  onTestFinished(() => opened.browser.close());
  return opened.browser;
}

/** A page of a test comes to rest by itself, however slow the machine is. */
const PATIENT: VisitLimits = { busyMs: 120_000, exploringMs: 300_000, wholeMs: 600_000 };

/**
 * One Chromium for the tests of a file: starting it takes the processor longer than most visits, which leave nothing to
 * the next one (`browser-tab.test.ts`). A scan that closes it leaves it to the others.
 */
export function shareChromium(): OpenBrowser {
  let opened: ReturnType<OpenBrowser> | null = null;
  afterAll(async () => {
    const last = await opened;
    if (last?.ok) await last.browser.close();
  });
  return async () => {
    opened ??= testChromium();
    const shared = await opened;
    if (!shared.ok) return shared;
    const { atOnce } = shared.browser;
    const visit = (asked: PageVisit) => shared.browser.visit({ limits: PATIENT, ...asked });
    return { ok: true, browser: { atOnce, visit, close: async () => undefined } };
  };
}

export const SITE = 'http://site.test';

/** A visit of a page that is only in this process; `files` by path. */
export const visitOf = (
  files: Readonly<Record<string, string>>,
  visit: Partial<PageVisit> = {},
): PageVisit & { asked: string[] } => {
  const asked: string[] = [];
  return {
    url: `${SITE}/`,
    cookies: [],
    plant: {},
    marks: [],
    proof: null,
    answer: async ({ method, url }) => {
      asked.push(`${method} ${url}`);
      const body = files[new URL(url).pathname];
      if (!url.startsWith(SITE) || body === undefined) return null;
      const type = url.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
      return { status: 200, headers: [['Content-Type', type]], body: new TextEncoder().encode(body) };
    },
    ...visit,
    asked,
  };
};

/** A server on this machine that counts every connection, however it was opened. */
export async function startWitness() {
  let connections = 0;
  const server = createServer((_, response) => response.end('reached'));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}
