import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { isId } from '@/lib/core/ids';
import { type Page, pageRequest, toPage } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { type DecisionRow, findDecisionPage } from './store';

/**
 * One page of what was accepted for later scans of organizations, for those who may revoke it: not of their own.
 * @param query `page`, and `website` for one of them
 */
export async function listDecisionsOfAnyone(
  context: Context,
  query: Record<string, unknown>,
): Promise<Page<DecisionRow>> {
  const scope = authorisePlatform(context, 'decision.revoke');
  const request = pageRequest(query.page);
  const websiteId = isId(query.website) ? query.website : null;
  const filter = { websiteId, now: context.clock.now() };
  const { rows, total } = await findDecisionPage(database(), scope, filter, request);
  return toPage(rows, total, request);
}
