import type { Clock } from '@/lib/core/clock';

/** A request before anyone is known to stand behind it. `address` is the one that our own server saw, never a client's claim. */
export type Visit = {
  clock: Clock;
  requestId: string | null;
  address: string | null;
  userAgent: string | null;
};
