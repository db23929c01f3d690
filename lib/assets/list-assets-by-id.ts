import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type AssetRecord, findAssets } from './store';

/** The live assets of these ids, in their order; ids of other organizations are left out. */
export const listAssetsById = (context: Context, ids: readonly string[]): Promise<AssetRecord[]> =>
  findAssets(database(), authorise(context, 'asset.view'), ids);
