import { DAY_MS } from '@/lib/core/clock';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';

/** The first instant at which a scan that was completed at `completedAt` no longer counts. */
export const scanValidUntil = (completedAt: Date): Date =>
  new Date(completedAt.getTime() + SCAN_VALID_DAYS * DAY_MS);

/** Whether a completed scan counts at `now`; derived each time, never stored. */
export const isScanValid = (completedAt: Date, now: Date): boolean => now < scanValidUntil(completedAt);

/** The latest completion that is over at `now`: what the cron looks for. */
export const expiredIfCompletedBy = (now: Date): Date => new Date(now.getTime() - SCAN_VALID_DAYS * DAY_MS);
