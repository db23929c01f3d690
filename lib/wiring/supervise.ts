import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE_MS, monotonicMs, SECOND_MS } from '@/lib/core/clock';

/** How often a process that ends by itself is started again, and after which pauses. */
export type RestartLimit = { atMost: number; withinMs: number; firstPauseMs: number; longestPauseMs: number };

const RESTARTS: RestartLimit = {
  atMost: 5,
  withinMs: 10 * MINUTE_MS,
  firstPauseMs: SECOND_MS,
  longestPauseMs: 30 * SECOND_MS,
};

export type Supervised = {
  /** Resolves when the process has first said that it can work. @throws Error when it ends before that */
  ready: Promise<void>;
  /** Rejects when the process has ended by itself once too often; pending until then. */
  lasting: Promise<never>;
  /** Ends the process, and resolves when it is gone. */
  stop(): Promise<void>;
};

type Open<T> = { promise: Promise<T>; resolve(value: T): void; reject(error: Error): void };

function open<T>(): Open<T> {
  const made = {} as Open<T>;
  made.promise = new Promise<T>((resolve, reject) => Object.assign(made, { resolve, reject }));
  // Whoever starts several looks at one after the other.
  made.promise.catch(() => undefined);
  return made;
}

/**
 * Starts a process and starts it again, after a pause that grows, whenever it ends by itself. One that ends before it
 * was ever ready is not tried again: it would only fail in the same way.
 * @param start starts the process, which sends a message when it is ready
 */
export function supervise(
  name: string,
  start: () => ChildProcess,
  say: (line: string) => void,
  limit: RestartLimit = RESTARTS,
): Supervised {
  const stopping = new AbortController();
  const first = open<void>();
  const last = open<never>();
  let child: ChildProcess;
  let isReady = false;
  let restartedAt: number[] = [];

  const begin = () => {
    child = start();
    child.once('message', () => {
      isReady = true;
      first.resolve();
    });
    child.once('error', (error) => first.reject(error));
    child.once('exit', (code, signal) => void goOn(String(signal ?? code)));
  };

  const goOn = async (end: string) => {
    if (stopping.signal.aborted) return;
    if (!isReady) return first.reject(new Error(`The ${name} ended (${end}) before it was ready.`));
    const now = monotonicMs();
    restartedAt = restartedAt.filter((at) => now - at < limit.withinMs);
    if (restartedAt.length >= limit.atMost)
      return last.reject(new Error(`The ${name} ended (${end}) once more after ${limit.atMost} restarts.`));
    const pauseMs = Math.min(limit.firstPauseMs * 2 ** restartedAt.length, limit.longestPauseMs);
    restartedAt.push(now);
    say(`the ${name} has ended (${end}) and is started again in ${pauseMs / SECOND_MS} s`);
    await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (!stopping.signal.aborted) begin();
  };

  begin();
  return {
    ready: first.promise,
    lasting: last.promise,
    stop: async () => {
      stopping.abort();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await gone;
    },
  };
}
