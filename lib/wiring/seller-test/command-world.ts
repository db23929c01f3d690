import { open, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Resolve } from '@/lib/http/resolve-host';

/** What the commands that call a seller take from the world besides a terminal; tests bring their own. */
export type CommandWorld = {
  /** Fails before a long run where its result could not be written after it; changes nothing that is there. */
  prepareFile(path: string): Promise<void>;
  writeFile(path: string, text: string): Promise<void>;
  /** Aborts at the first signal that asks the process to end; the second one ends it at once. */
  stopSignal(): AbortSignal;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** The system's resolver unless told. */
  resolve?: Resolve;
};

export const processWorld: CommandWorld = {
  prepareFile: async (path) => (await open(path, 'a')).close(),
  writeFile: (path, text) => writeFile(path, text),
  stopSignal: () => {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    return stop.signal;
  },
  pause: async (ms, signal) => {
    await wait(ms, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  },
};
