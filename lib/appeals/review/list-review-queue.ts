import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { type Page, pageRequest, toPage } from '@/lib/core/pages';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { queueFilterSchema } from '../schemas';
import { findQueue, type QueuePage, type QueueRow } from './queue-store';

export type ReviewQueue = Page<QueueRow> & Pick<QueuePage, 'waiting' | 'organizations'>;

/**
 * One page of what waits for a reviewer and is not of their own organizations, the nearest deadline first.
 * @param query what the URL says: filters, order, page
 */
export async function listReviewQueue(
  context: Context,
  query: Record<string, unknown>,
  isTwoPersonRuleOn: boolean = configuration().REVIEW_BY_TWO,
): Promise<ReviewQueue> {
  const scope = authorisePlatform(context, 'review.view');
  const filter = parseInput(queueFilterSchema, query);
  const request = pageRequest(query.page);
  const { rows, total, waiting, organizations } = await findQueue(
    database(),
    scope,
    { ...filter, isTwoPersonRuleOn, calendar: reviewCalendar() },
    request,
  );
  return { ...toPage(rows, total, request), waiting, organizations };
}
