import { authorise, type Context } from '@/lib/auth/actor';
import { type KeysetPage, keysetSchema, toKeysetPage } from '@/lib/core/keyset';
import { parseInput } from '@/lib/core/parse';
import { database } from '@/lib/db/client';
import { type AssetRecord, findAssetsFrom } from './store';

/** The organization's assets from the newest to the oldest, for programs. @throws AppError VALIDATION */
export async function listAssetsAfter(context: Context, input: unknown): Promise<KeysetPage<AssetRecord>> {
  const scope = authorise(context, 'asset.view');
  const keyset = parseInput(keysetSchema, input);
  return toKeysetPage(await findAssetsFrom(database(), scope, keyset), keyset);
}
