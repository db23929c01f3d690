import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { lastWeeks } from '@/lib/core/zone-weeks';
import { database } from '@/lib/db/client';
import { type AgeBucket, ageBuckets, LOAD_WEEKS, type LoadWeek } from '../rules/review-load';
import { findOpenReviews, findReviewFlow } from './load-store';

/**
 * What came in and was decided in each of the last weeks, and how long open reviews have waited: not of one's own
 * organizations.
 */
export type ReviewLoad = { weeks: LoadWeek[]; ages: AgeBucket[] };

/** @param zone of the reader, where weeks begin on Monday */
export async function getReviewLoad(context: Context, zone: string): Promise<ReviewLoad> {
  const platform = authorisePlatform(context, 'review.view');
  const now = context.clock.now();
  const weeks = lastWeeks(now, zone, LOAD_WEEKS);
  const flow = await findReviewFlow(database(), platform, weeks[0]?.from ?? now);
  const open = await findOpenReviews(database(), platform);
  return {
    weeks: weeks.map(({ from, to }) => {
      const within = (instants: readonly Date[]) => instants.filter((at) => at >= from && at < to).length;
      return { from, came: within(flow.came), decided: within(flow.decided) };
    }),
    ages: ageBuckets(open, now),
  };
}
