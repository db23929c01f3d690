import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE_MS, monotonicMs } from '@/lib/core/clock';
import { isOutage } from './outage';

/** The database may be away for so long before anything that is under way is given up. */
export const OUTAGE_MS = 2 * MINUTE_MS;

const PAUSE_MS = { first: 250, longest: 5_000 };

/**
 * Does what writes down the outcome of long work, and does it again while the database is away: an hour's work is not
 * lost for its last statement. For work that changes nothing when it is done a second time.
 * @throws the last error when the database is away for longer, any other at once
 */
export async function outlastOutage<T>(
  work: () => Promise<T>,
  { atMostMs = OUTAGE_MS, pause = (ms: number): Promise<unknown> => wait(ms), now = monotonicMs } = {},
): Promise<T> {
  const giveUpAt = now() + atMostMs;
  for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS.longest)) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || now() + pauseMs > giveUpAt) throw error;
      await pause(pauseMs);
    }
  }
}
