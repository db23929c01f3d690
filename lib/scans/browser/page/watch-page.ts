import type { PageApi, Tell, WatchSettings } from './page-message';

/**
 * Keeps dialogs and ways past the requests away, and knows when the page is quiet: when no short timer runs. Timers that
 * are set for later are not waited for: once the page is quiet, they are let run at once, one after the other.
 */
export function watchPage(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const shortMs = 30;
  const longestMs = 5_000;
  const longestChain = 6;
  const mostSkips = 12;
  const nothing = () => undefined;
  Object.assign(window, { alert: nothing, print: nothing, confirm: () => false, prompt: () => null });
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker'])
    Object.defineProperty(window, name, { value: undefined });
  const wait = window.setTimeout;
  const clear = window.clearTimeout;
  type Timer = { due: number; isShort: boolean; isInterval: boolean; run: () => void };
  const timers = new Map<number, Timer>();
  const isBusy = () => [...timers.values()].some(({ isShort }) => isShort);
  let chain = 0;
  let skips = 0;
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
      timers.set(id, { due: performance.now() + delay, isShort, isInterval: again !== null, run });
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
    const [id, { run, isInterval }] = next;
    timers.delete(id);
    if (!isInterval) clear(id);
    wait(run, 0);
    return true;
  };
  const turn = () => new Promise<void>((resolve) => wait(resolve, 0));
  const draw = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => resolve());
      wait(resolve, 60);
    });
  api.quiet = async () => {
    if (document.readyState === 'loading')
      await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
    if (isBusy()) await new Promise<void>((resolve) => waiting.push(resolve));
    await draw();
    await turn();
    await turn();
  };
  api.scroll = async () => {
    const scrollers = [document.scrollingElement, ...document.querySelectorAll('main, section, div, ul')]
      .filter((element) => element !== null)
      .slice(0, 2_000)
      .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 50 && clientHeight > 100)
      .slice(0, 4);
    for (let step = 1; step <= 5 && scrollers.length > 0; step++) {
      for (const one of scrollers) one.scrollTop = (one.scrollHeight - one.clientHeight) * (step / 5);
      await draw();
      await draw();
    }
    return scrollers.length > 0;
  };
}
