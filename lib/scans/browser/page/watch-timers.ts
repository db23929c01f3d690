import type { PageApi, PageTimer, PageTimers, Tell, WatchSettings } from './page-message';

/** Runs in the page: knows which timers run, and when no short one does. */
export function watchTimers(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const shortMs = 30;
  const longestMs = 5_000;
  const longestChain = 6;
  const wait = window.setTimeout;
  const clear = window.clearTimeout;
  const timers = new Map<number, PageTimer>();
  const isBusy = () => [...timers.values()].some(({ isShort }) => isShort);
  let chain = 0;
  const own: PageTimers = {
    idle: () => (isBusy() ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve()),
    wait: (work, ms) => wait(work, ms),
    clear: (id) => clear(id),
    pending: timers,
    skippedMs: 0,
  };
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
    let id = 0;
    const run = () => {
      if (again === null) timers.delete(id);
      chain = link;
      try {
        work.apply(window, args);
      } finally {
        chain = 0;
        settle();
      }
    };
    id = start(run, delay);
    const isKept = link <= longestChain && delay <= longestMs;
    const isShort = again === null && delay <= shortMs;
    if (isKept && timers.size < 1_000)
      timers.set(id, { due: own.skippedMs + delay, isShort, isInterval: again !== null, run });
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
  api.timers = own;
}
