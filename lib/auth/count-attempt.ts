import { createHmac } from 'node:crypto';
import { configuration } from '@/lib/config/configuration';
import type { Clock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { ATTEMPT_LIMITS, type AttemptKind, windowRest, windowStart } from './rules/attempt-limits';
import { countOne, deleteCount } from './store';

/** `remaining`: how many more may follow in this window. */
export type AttemptCount = { isAllowed: boolean; retryAfterMs: number; remaining: number };

/**
 * Counts an attempt and tells whether it may go on. It is counted before it is made, so that many at once cannot
 * slip through together; the count holds for all processes on the database.
 * @param who the account, address group or user that is limited; only a keyed hash of it is stored
 */
export async function countAttempt(clock: Clock, kind: AttemptKind, who: string): Promise<AttemptCount> {
  const limit = ATTEMPT_LIMITS[kind];
  const now = clock.now();
  const count = await countOne(database(), attemptKey(kind, who), windowStart(limit, now));
  const remaining = Math.max(0, limit.attempts - count);
  return { isAllowed: count <= limit.attempts, retryAfterMs: windowRest(limit, now), remaining };
}

/** Forgets the attempts of one account or user: it has proven itself. */
export async function forgetAttempts(kind: AttemptKind, who: string): Promise<void> {
  await deleteCount(database(), attemptKey(kind, who));
}

/** A plain hash of an address could be guessed back; a keyed one cannot without the key. */
function attemptKey(kind: AttemptKind, who: string): string {
  return createHmac('sha256', configuration().NEXTAUTH_SECRET).update(`${kind}\n${who}`).digest('base64url');
}
