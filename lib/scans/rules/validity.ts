import { DAY_MS } from '@/lib/core/clock';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';

/**
 * How many days before a scan's end the members of its website hear of it; the last is the end itself. The index
 * `Scan_expiring` knows how many they are.
 */
export const EXPIRY_NOTICE_DAYS = [14, 7, 3, 1, 0] as const;

/** The first instant at which a scan that was completed at `completedAt` no longer counts. */
export const scanValidUntil = (completedAt: Date): Date =>
  new Date(completedAt.getTime() + SCAN_VALID_DAYS * DAY_MS);

/** Whether a completed scan counts at `now`; derived each time, never stored. */
export const isScanValid = (completedAt: Date, now: Date): boolean => now < scanValidUntil(completedAt);

/** The latest completion of a scan that has no more than so many days left at `now`. */
export const lastCompletionEndingIn = (days: number, now: Date): Date =>
  new Date(now.getTime() - (SCAN_VALID_DAYS - days) * DAY_MS);

/**
 * Of each of EXPIRY_NOTICE_DAYS, in their order, the latest completion of a scan that has no more days left than that.
 * How many of them a scan was completed by is its stage of expiry.
 */
export const expiryBounds = (now: Date): Date[] =>
  EXPIRY_NOTICE_DAYS.map((days) => lastCompletionEndingIn(days, now));

/** How many days a completed scan still counts, begun ones included; 0 when it no longer does. */
export const daysLeft = (completedAt: Date, now: Date): number =>
  Math.max(0, Math.ceil((scanValidUntil(completedAt).getTime() - now.getTime()) / DAY_MS));
