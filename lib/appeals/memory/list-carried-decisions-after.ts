import { authorise, type Context } from '@/lib/auth/actor';
import { type KeysetPage, keysetSchema, toKeysetPage } from '@/lib/core/keyset';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { type DecisionRow, findDecisionsAfter } from './store';

/** What reviewers accepted for later scans of the organization, from the newest to the oldest, for programs. @throws AppError VALIDATION */
export async function listCarriedDecisionsAfter(
  context: Context,
  input: unknown,
): Promise<KeysetPage<DecisionRow>> {
  const scope = authorise(context, 'appeal.view');
  const keyset = parseInput(keysetSchema, input);
  return toKeysetPage(await findDecisionsAfter(database(), scope, keyset), keyset);
}
