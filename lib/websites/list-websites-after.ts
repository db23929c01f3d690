import { authorise, type Context } from '@/lib/auth/actor';
import { type KeysetPage, keysetSchema, toKeysetPage } from '@/lib/core/keyset';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import type { ListedWebsite } from './list-websites';
import { ownershipState } from './rules/ownership-state';
import { findWebsitesAfter } from './store';

/** The organization's websites from the newest to the oldest, for programs. @throws AppError VALIDATION */
export async function listWebsitesAfter(
  context: Context,
  input: unknown,
): Promise<KeysetPage<ListedWebsite>> {
  const scope = authorise(context, 'website.view');
  const keyset = parseInput(keysetSchema, input);
  const { rows, next } = toKeysetPage(await findWebsitesAfter(database(), scope, keyset), keyset);
  const now = context.clock.now();
  return { rows: rows.map((row) => ({ ...row, ownership: ownershipState(row.verifiedAt, now) })), next };
}
