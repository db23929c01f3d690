import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type AgeBucket, ageBuckets, type LoadWeek, loadWeeks } from '../rules/review-load';
import { findOpenReviews, findReviewFlow } from './load-store';

/** What came in and was decided in each of the last weeks, and how long open reviews have waited: not of one's own organizations. */
export type ReviewLoad = { weeks: LoadWeek[]; ages: AgeBucket[] };

export async function getReviewLoad(context: Context): Promise<ReviewLoad> {
  const platform = authorisePlatform(context, 'review.view');
  const now = context.clock.now();
  const weeks = loadWeeks(now);
  const flow = await findReviewFlow(database(), platform, weeks[0] ?? now);
  const open = await findOpenReviews(database(), platform);
  return {
    weeks: weeks.map((from, index) => {
      const until = weeks[index + 1]?.getTime() ?? Number.POSITIVE_INFINITY;
      const within = (instants: readonly Date[]) =>
        instants.filter((at) => at >= from && at.getTime() < until).length;
      return { from, came: within(flow.came), decided: within(flow.decided) };
    }),
    ages: ageBuckets(open, now),
  };
}
