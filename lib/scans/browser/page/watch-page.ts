import type { PageApi, Tell, WatchSettings } from './page-message';

/** Keeps dialogs and ways past the requests away, and knows when the page is quiet: when no short timer runs. */
export function watchPage(_settings: WatchSettings, _tell: Tell, api: PageApi): void {
  const longestMs = 1_000;
  const longestChain = 6;
  const nothing = () => undefined;
  Object.assign(window, { alert: nothing, print: nothing, confirm: () => false, prompt: () => null });
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker'])
    Object.defineProperty(window, name, { value: undefined });
  const wait = window.setTimeout;
  const clear = window.clearTimeout;
  const pending = new Set<number>();
  let chain = 0;
  let waiting: (() => void)[] = [];
  const done = (id: number) => {
    pending.delete(id);
    if (pending.size > 0) return;
    for (const go of waiting) go();
    waiting = [];
  };
  Object.assign(window, {
    setTimeout(work: unknown, ms?: unknown, ...args: unknown[]) {
      const delay = Number(ms ?? 0);
      if (typeof work !== 'function') return wait(work as string, delay);
      const link = chain + 1;
      const id = wait(() => {
        chain = link;
        try {
          work.apply(window, args);
        } finally {
          chain = 0;
          done(id);
        }
      }, delay);
      if (delay <= longestMs && link <= longestChain) pending.add(id);
      return id;
    },
    clearTimeout(id?: number) {
      clear(id);
      done(Number(id));
    },
  });
  const turn = () => new Promise<void>((resolve) => wait(resolve, 0));
  api.quiet = async () => {
    if (document.readyState === 'loading')
      await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
    if (pending.size > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    await turn();
    await turn();
  };
}
