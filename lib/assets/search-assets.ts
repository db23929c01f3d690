import { authorise, type Context } from '@/lib/auth/actor';
import { type Page, pageOf, pageRequest } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { assetFilterSchema } from './schemas';
import { type AssetRecord, findAssets, searchAssetIds } from './store';

/**
 * One page of the organization's assets.
 * @param query what the URL says; unknown or unusable parts count as not said
 */
export async function searchAssets(
  context: Context,
  query: Record<string, unknown>,
): Promise<Page<AssetRecord>> {
  const scope = authorise(context, 'asset.view');
  const filter = assetFilterSchema.parse({
    q: '',
    status: null,
    website: null,
    sort: 'updated',
    direction: null,
    ...query,
  });
  const page = pageRequest(query.page);
  const { ids, total } = await searchAssetIds(database(), scope, filter, page);
  return pageOf(await findAssets(database(), scope, ids), total, page);
}
