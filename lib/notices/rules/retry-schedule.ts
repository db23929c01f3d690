import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@/lib/core/clock';

/** The pauses between the attempts of a delivery: after the first, after the second, and so on. */
export const RETRY_PAUSES_MS: readonly number[] = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  10 * HOUR_MS,
];

/** A part of a pause is added by chance, so that what failed together is not tried again together. */
const JITTER = 0.1;

/**
 * When a delivery is tried again that has failed so many times; null: it is given up.
 * @param random at least 0, below 1
 */
export function nextAttemptAt(failedAttempts: number, now: Date, random: number): Date | null {
  const pause = RETRY_PAUSES_MS[failedAttempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + Math.round(pause * (1 + JITTER * random)));
}
