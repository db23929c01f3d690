import type { Browser } from 'playwright-core';
import { CHROMIUM_ARGUMENTS } from './chromium-arguments';
import { findChromium } from './find-chromium';
import { PageRun } from './page-run';
import type { OpenBrowser, PageVisit, ScanBrowser } from './scan-browser';

const START_LIMIT_MS = 20_000;

export type ChromiumSettings = {
  isSwitchedOff?: boolean;
  /** The operator's own file; the usual places when null. */
  file?: string | null;
  /** Only where every page that is opened is known: the browser's own wall is left out, as root has to. */
  isUnwalled?: boolean;
};

/** The system's Chromium, driven through a pipe; nothing is downloaded, and a scan without one goes on. */
export function openChromium({
  isSwitchedOff = false,
  file = null,
  isUnwalled = false,
}: ChromiumSettings = {}): OpenBrowser {
  return async (signal) => {
    if (isSwitchedOff) return { ok: false, reason: 'SWITCHED_OFF' };
    const executablePath = findChromium(file);
    if (executablePath === null) return { ok: false, reason: 'NOT_FOUND' };
    try {
      const { chromium } = await import('playwright-core');
      const browser = await chromium.launch({
        executablePath,
        headless: true,
        chromiumSandbox: !isUnwalled,
        args: [...CHROMIUM_ARGUMENTS],
        timeout: START_LIMIT_MS,
        // The process's own ends are handled where it is started.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      });
      return { ok: true, browser: scanBrowser(browser, signal) };
    } catch {
      return { ok: false, reason: 'NOT_STARTED' };
    }
  };
}

function scanBrowser(browser: Browser, signal: AbortSignal | undefined): ScanBrowser {
  let closing: Promise<void> | null = null;
  const close = () => {
    signal?.removeEventListener('abort', close);
    closing ??= browser.close().catch(() => undefined);
    return closing;
  };
  signal?.addEventListener('abort', close, { once: true });
  if (signal?.aborted) void close();
  return { visit: (visit: PageVisit) => new PageRun(browser, visit).run(), close };
}
