import { authorise, type Context } from '@/lib/auth/actor';
import { type Page, pageRequest, toPage } from '@/lib/core/pages';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { type OwnershipState, ownershipState } from './rules/ownership-state';
import { listWebsitesSchema } from './schemas';
import { findWebsites, type WebsiteRow } from './store';

export type ListedWebsite = WebsiteRow & { ownership: OwnershipState };

/**
 * One page of the organization's websites, lately changed first. Filters that make no sense count as not set.
 * @param input `{ search?, ownership?, page? }` as the URL has them
 */
export async function listWebsites(context: Context, input: unknown): Promise<Page<ListedWebsite>> {
  const scope = authorise(context, 'website.view');
  const { search, ownership, page } = parseInput(listWebsitesSchema, input);
  const request = pageRequest(page);
  const now = context.clock.now();
  const { rows, total } = await findWebsites(database(), scope, { search, ownership, now }, request);
  const listed = rows.map((row) => ({ ...row, ownership: ownershipState(row.verifiedAt, now) }));
  return toPage(listed, total, request);
}
