import type { PageApi, Tell, WatchSettings } from './page-message';

/**
 * Runs in the page: timers that are set for later are not waited for. Once the page is quiet, they are let run at once, one
 * after the other.
 */
export function skipTimers(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const { timers } = api;
  if (!timers) return;
  const mostSkips = 12;
  let skips = 0;
  api.skip = () => {
    const later = [...timers.pending].filter(([, { isShort }]) => !isShort);
    const [next] = later.sort(([, a], [, b]) => a.due - b.due);
    if (!next || skips >= mostSkips) return false;
    skips += 1;
    const [id, { run, isInterval, due }] = next;
    timers.skippedMs = Math.max(timers.skippedMs, due);
    timers.pending.delete(id);
    if (!isInterval) timers.clear(id);
    timers.wait(run, 0);
    return true;
  };
}
