import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { type Page, pageRequest, toPage } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { findQueue, type QueueRow } from './store';

/** One page of what waits for a reviewer, the nearest deadline first. @param query what the URL says: `page` */
export async function listReviewQueue(
  context: Context,
  query: Record<string, unknown>,
): Promise<Page<QueueRow>> {
  const scope = authorisePlatform(context, 'review.view');
  const request = pageRequest(query.page);
  const { rows, total } = await findQueue(database(), scope, request);
  return toPage(rows, total, request);
}
