import { DAY_MS } from '@/lib/core/clock';

/** How many weeks the load of the desk is shown for. */
export const LOAD_WEEKS = 12;

/** What came in and was decided in a week. */
export type LoadWeek = { from: Date; came: number; decided: number };

/** From how many days on. */
const BUCKETS = [0, 1, 3, 7];
/** @param until before how many days; null: any more */
export type AgeBucket = { from: number; until: number | null; open: number; overdue: number };
export type OpenReview = { since: Date; deadlineAt: Date | null; pausedAt: Date | null };

/** How many whole days something has waited. */
export const daysWaited = (since: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY_MS));

/** While the clock is paused nothing becomes overdue; what was so before stays so. */
const isOverdue = ({ deadlineAt, pausedAt }: OpenReview, now: Date): boolean =>
  deadlineAt !== null && deadlineAt <= (pausedAt ?? now);

/** Open reviews by how long they have waited, and how many of them are past their deadline. */
export const ageBuckets = (open: readonly OpenReview[], now: Date): AgeBucket[] =>
  BUCKETS.map((from, index) => {
    const until = BUCKETS[index + 1] ?? null;
    const within = open.filter(({ since }) => {
      const days = daysWaited(since, now);
      return days >= from && (until === null || days < until);
    });
    const overdue = within.filter((review) => isOverdue(review, now)).length;
    return { from, until, open: within.length, overdue };
  });
