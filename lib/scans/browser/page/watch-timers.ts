import type { PageApi, Tell, WatchSettings } from './page-message';

/**
 * Knows when no short timer runs. Timers that are set for later are not waited for: once the page is quiet, they are let
 * run at once, one after the other.
 */
export function watchTimers(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const shortMs = 30;
  const longestMs = 5_000;
  const longestChain = 6;
  const mostSkips = 12;
  const wait = window.setTimeout;
  const clear = window.clearTimeout;
  type Timer = { due: number; isShort: boolean; isInterval: boolean; run: () => void };
  const timers = new Map<number, Timer>();
  const isBusy = () => [...timers.values()].some(({ isShort }) => isShort);
  let chain = 0;
  let skips = 0;
  /** As if nobody had waited. */
  let now = 0;
  let waiting: (() => void)[] = [];
  const settle = () => {
    if (waiting.length === 0 || isBusy()) return;
    for (const go of waiting) go();
    waiting = [];
  };
  const set = (work: unknown, ms: unknown, args: unknown[], again: typeof window.setInterval | null) => {
    const delay = Math.max(0, Number(ms ?? 0) || 0);
    const link = chain + 1;
    const start = again ?? wait;
    if (typeof work !== 'function') return start(work as string, delay);
    const call = () => {
      chain = link;
      try {
        work.apply(window, args);
      } finally {
        chain = 0;
      }
    };
    let id = 0;
    const run = () => {
      timers.delete(id);
      try {
        call();
      } finally {
        settle();
      }
    };
    id = start(again ? call : run, delay);
    const isKept = link <= longestChain && delay <= longestMs;
    const isShort = again === null && delay <= shortMs;
    if (isKept && timers.size < 1_000)
      timers.set(id, { due: now + delay, isShort, isInterval: again !== null, run });
    return id;
  };
  const drop = (id?: number) => {
    clear(id);
    timers.delete(Number(id));
    settle();
  };
  const interval = window.setInterval;
  Object.assign(window, {
    setTimeout: (work: unknown, ms?: unknown, ...args: unknown[]) => set(work, ms, args, null),
    setInterval: (work: unknown, ms?: unknown, ...args: unknown[]) => set(work, ms, args, interval),
    clearTimeout: drop,
    clearInterval: drop,
  });
  api.skip = () => {
    const [next] = [...timers].filter(([, { isShort }]) => !isShort).sort(([, a], [, b]) => a.due - b.due);
    if (!next || skips >= mostSkips) return false;
    skips += 1;
    const [id, { run, isInterval, due }] = next;
    now = Math.max(now, due);
    timers.delete(id);
    if (!isInterval) clear(id);
    wait(run, 0);
    return true;
  };
  const idle = () => (isBusy() ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve());
  api.timers = { idle, wait: (work, ms) => wait(work, ms) };
}
