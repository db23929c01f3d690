import { SECOND_MS } from '@/lib/core/clock';

/** At most five scan services of a seller at the same time (KooGallery, "Managing SaaS Assets"). */
export const MAX_SCANS_AT_ONCE = 5;

/** How often a running scan shows that it lives, and after how long a silence another worker takes it over. */
export const HEARTBEAT_MS = 2 * SECOND_MS;
export const STALLED_AFTER_MS = 15 * SECOND_MS;

/** How often a scan may lose its worker before it ends as incomplete instead of being tried again. */
export const MAX_RUN_ATTEMPTS = 3;

/** How often the worker looks whether the seller pressed Stop: a part of the two seconds within which it stops. */
export const CANCEL_POLL_MS = 500;

export const isStalled = (heartbeatAt: Date | null, now: Date): boolean =>
  heartbeatAt === null || now.getTime() - heartbeatAt.getTime() > STALLED_AFTER_MS;
