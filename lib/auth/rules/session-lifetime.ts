import { DAY_MS, MINUTE_MS } from '@/lib/core/clock';

/** A session ends this long after sign-in, whatever happens. */
export const SESSION_MS = 14 * DAY_MS;
/** A session that nobody used for this long is over. */
export const IDLE_MS = 3 * DAY_MS;
/** How old "last seen" may grow before a request writes it again: a write a request would be waste. */
export const SEEN_STEP_MS = 5 * MINUTE_MS;

export type SessionTimes = { expiresAt: Date; lastSeenAt: Date; revokedAt: Date | null };

export const isSessionAlive = ({ expiresAt, lastSeenAt, revokedAt }: SessionTimes, now: Date): boolean =>
  revokedAt === null && expiresAt > now && lastSeenAt.getTime() + IDLE_MS > now.getTime();
