import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { monotonicMs } from '@/lib/core/clock';
import { isOutage } from './outage';

/** Of Node: nobody answers there, or not any longer. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Pauses between two tries: from the first to the longest, doubled each time. */
const PAUSE_MS = { first: 250, longest: 5_000 };

/**
 * Waits until the database takes connections. What waiting cannot cure, such as a wrong password, is thrown at once.
 * @param say told once, when there is something to wait for
 * @throws the last refusal when `atMostMs` are over
 */
export async function waitForDatabase(
  url: string,
  atMostMs: number,
  say: (line: string) => void,
): Promise<void> {
  const giveUpAt = monotonicMs() + atMostMs;
  for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MS.longest)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PAUSE_MS.longest });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (
        !(isOutage(error) || NETWORK.has(String((error as NodeJS.ErrnoException).code))) ||
        monotonicMs() + pauseMs > giveUpAt
      )
        throw error;
      if (pauseMs === PAUSE_MS.first) say('the database does not answer; waiting for it');
    } finally {
      await client.end().catch(() => undefined);
    }
    await wait(pauseMs);
  }
}
