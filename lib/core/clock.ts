/** Time is a parameter: nothing but this file and the doors reads the system's clock. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds since some instant, which only ever grow: for lengths, whatever somebody does to the machine's time. */
export const monotonicMs = (): number => performance.now();

/** A clock that stands still at `at` until it is moved; for tests and replays. */
export function fixedClock(at: Date | string): Clock & { advanceMs(ms: number): void } {
  let current = new Date(at).getTime();
  return {
    now: () => new Date(current),
    advanceMs: (ms) => {
      current += ms;
    },
  };
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
