import { getAsset } from '@/lib/assets/get-asset';
import { authorise, type Context } from '@/lib/auth/actor';
import { type KeysetPage, keysetSchema, toKeysetPage } from '@/lib/core/keyset';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { findUserNames } from '@/lib/people/for-other-rooms';
import { type RunSummary, summariseRun } from '../get-connection-runs';
import { findRunsAfter } from './store';

/** The test runs of an asset from the newest to the oldest, for programs. @throws AppError NOT_FOUND, VALIDATION */
export async function listRunsAfter(
  context: Context,
  assetId: string,
  input: unknown,
): Promise<KeysetPage<RunSummary>> {
  const scope = authorise(context, 'message.view');
  const keyset = parseInput(keysetSchema, input);
  const { id } = await getAsset(context, assetId);
  const { rows, next } = toKeysetPage(await findRunsAfter(database(), scope, id, keyset), keyset);
  const names = await findUserNames(
    database(),
    scope,
    rows.flatMap(({ requestedById }) => requestedById ?? []),
  );
  return { rows: rows.map((run) => summariseRun(run, names)), next };
}
