import { REVIEW_WORKING_DAYS } from '@/lib/core/policy';
import { addWorkingDays, resumedDeadline, type WorkingCalendar } from '@/lib/core/working-days';
import { isRejected, isReviewing, type SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { scanValidUntil } from '@/lib/scans/rules/validity';

type ReviewClock = { status: SubmissionStatus; deadlineAt: Date | null; pausedAt: Date | null };

/**
 * When a review of what was sent may end at the latest: the deadline of the one under way, or that of an appeal that is
 * submitted now. While its clock stands still nobody knows how long the pause lasts: as if the seller replied now. One
 * that is overdue ends no earlier than now. Null in every other status: what is sent is scanned anew.
 */
export function findReviewEnd(
  { status, deadlineAt, pausedAt }: ReviewClock,
  now: Date,
  calendar: WorkingCalendar,
): Date | null {
  if (isRejected(status)) return addWorkingDays(now, REVIEW_WORKING_DAYS, calendar);
  if (!isReviewing(status) || deadlineAt === null) return null;
  const end = pausedAt === null ? deadlineAt : resumedDeadline({ deadlineAt, pausedAt }, now, calendar);
  return end < now ? now : end;
}

/** Whether the results of a scan end before a review that rests on it may. */
export const isOutlived = (validUntil: Date, reviewEndsBy: Date | null): reviewEndsBy is Date =>
  reviewEndsBy !== null && validUntil <= reviewEndsBy;

/** An instant as lists of readiness say it, to the minute: they are read in the desk, the API and the command line. */
export const sayUtc = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Scan results that end before the review that rests on them may. */
export type OutlivedScan = {
  websiteId: string;
  /** Its name. */
  website: string;
  validUntil: Date;
  reviewEndsBy: Date;
};

type Scanned = {
  id: string;
  name: string;
  latestScan: { status: 'COMPLETE' | 'INCOMPLETE'; completedAt: Date } | null;
};

/** The newest scans that a review would outlive, in the order of the websites; an incomplete one has no end. */
export const listOutlived = (websites: readonly Scanned[], reviewEndsBy: Date | null): OutlivedScan[] =>
  websites.flatMap(({ id, name, latestScan }) => {
    if (latestScan?.status !== 'COMPLETE') return [];
    const validUntil = scanValidUntil(latestScan.completedAt);
    return isOutlived(validUntil, reviewEndsBy)
      ? [{ websiteId: id, website: name, validUntil, reviewEndsBy }]
      : [];
  });
