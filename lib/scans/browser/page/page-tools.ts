import type { PageApi, Tell, WatchSettings } from './page-message';

/**
 * Runs in the page before its own scripts, as everything in this folder: each function is written out as text, so that
 * it uses nothing from outside of itself. These are what the others watch with.
 */
export function pageTools({ marks }: WatchSettings, tell: Tell, api: PageApi): void {
  type Bag = Record<string, unknown>;
  api.tools = {
    told(sink, value) {
      // An address does what its beginning says; elsewhere a mark counts wherever it is.
      const isAddress = sink === 'address';
      if (typeof value !== 'string' && typeof value !== 'object') return;
      const text = String(value);
      for (const mark of marks) {
        const at = text.indexOf(mark);
        if (at === -1 || (isAddress && text.slice(0, at).trim() !== '')) continue;
        tell({ kind: 'sink', sink, mark, text: text.slice(Math.max(0, at - 300), at + 400) });
      }
    },
    onSet(owner, name, look) {
      const found = Object.getOwnPropertyDescriptor(owner, name);
      const set = found?.set;
      if (!found || !set) return;
      Object.defineProperty(owner, name, {
        ...found,
        set(value) {
          look(this, value);
          set.call(this, value);
        },
      });
    },
    onCall(owner, name, look) {
      const call = (owner as Bag)[name] as (...args: unknown[]) => unknown;
      (owner as Bag)[name] = function watched(this: unknown, ...args: unknown[]) {
        look(args, this);
        return call.apply(this, args);
      };
    },
  };
}
