import { availableParallelism } from 'node:os';
import type { Browser } from 'playwright-core';
import { environmentVariable } from '@/lib/config/process-environment';
import { chromiumArguments } from './chromium-arguments';
import { type ChromiumHome, makeChromiumHome } from './chromium-home';
import { findChromium, findSetpriv } from './find-chromium';
import type { NoBrowserReason, OpenBrowser, ScanBrowser } from './scan-browser';
import { TabPool } from './tab-pool';

const START_LIMIT_MS = 30_000;
/** A visit computes most of the time; each takes some memory. */
const FEWEST_AT_ONCE = 2;
const MOST_AT_ONCE = 6;
/** `nobody` of Linux, which owns nothing. */
const NOBODY = 65_534;

export type ChromiumSettings = {
  isSwitchedOff?: boolean;
  /** The operator's own file; the usual places when null. */
  file?: string | null;
  /** The browser's own sandbox is left out: what breaks out of a page is then only held by the user that it runs as. */
  isUnwalled?: boolean;
};

/**
 * The system's Chromium, driven through a pipe; nothing is downloaded, and a scan without one goes on. Its sandbox needs a
 * user that is not root: a process of root starts it as nobody.
 */
export function openChromium({
  isSwitchedOff = false,
  file = null,
  isUnwalled = false,
}: ChromiumSettings = {}): OpenBrowser {
  return async (signal) => {
    if (isSwitchedOff) return { ok: false, reason: 'SWITCHED_OFF' };
    const program = findChromium(file);
    if (program === null) return { ok: false, reason: 'NOT_FOUND' };
    const isRoot = process.getuid?.() === 0;
    const setpriv = isRoot ? findSetpriv() : null;
    if (isRoot && setpriv === null && !isUnwalled) return { ok: false, reason: 'ROOT' };
    const home = await makeChromiumHome(setpriv === null ? null : NOBODY);
    try {
      const browser = await launch({ program, setpriv, home, isUnwalled });
      return { ok: true, browser: scanBrowser(browser, home, signal) };
    } catch (error) {
      await home.remove();
      return { ok: false, reason: explain(String(error)) };
    }
  };
}

type Launch = { program: string; setpriv: string | null; home: ChromiumHome; isUnwalled: boolean };

async function launch({ program, setpriv, home, isUnwalled }: Launch): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const own = chromiumArguments(home.path, !isUnwalled);
  const asNobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--', program, ...own];
  return chromium.launch({
    executablePath: setpriv ?? program,
    args: setpriv === null ? own : asNobody,
    // The program that changes the user reads the arguments first.
    ignoreDefaultArgs: true,
    // None of the secrets of this process.
    env: { HOME: home.path, PATH: environmentVariable('PATH') ?? '/usr/bin:/bin', LANG: 'C.UTF-8' },
    artifactsDir: home.path,
    timeout: START_LIMIT_MS,
    // The process's own ends are handled where it is started.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** What the browser wrote before it ended says whether its sandbox was the reason; its arguments say nothing. */
function explain(said: string): NoBrowserReason {
  const words = said.split(/\s+/).filter((word) => !word.startsWith('--'));
  return /sandbox|namespace|Running as root/i.test(words.join(' ')) ? 'NO_SANDBOX' : 'NOT_STARTED';
}

function scanBrowser(browser: Browser, home: ChromiumHome, signal: AbortSignal | undefined): ScanBrowser {
  let closing: Promise<void> | null = null;
  const close = () => {
    signal?.removeEventListener('abort', close);
    closing ??= browser
      .close()
      .catch(() => undefined)
      .then(() => home.remove());
    return closing;
  };
  signal?.addEventListener('abort', close, { once: true });
  browser.on('disconnected', () => void close());
  if (signal?.aborted) void close();
  const tabs = new TabPool(browser);
  const atOnce = Math.min(MOST_AT_ONCE, Math.max(FEWEST_AT_ONCE, availableParallelism()));
  return { atOnce, visit: (visit) => tabs.visit(visit), close };
}
