import { authorise, type Context } from '@/lib/auth/actor';
import { type Page, type PageRequest, pageRequest, toPage } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { assetFilterSchema, WHOLE_LIST } from './schemas';
import { type AssetPage, findAssetPage } from './search/store';
import type { AssetRecord } from './store';

/**
 * One page of the organization's assets, and the websites by which they can be filtered.
 * @param query what the URL says; unknown or unusable parts count as not said
 */
export async function searchAssets(
  context: Context,
  query: Record<string, unknown>,
): Promise<Page<AssetRecord> & Pick<AssetPage, 'websites'>> {
  const scope = authorise(context, 'asset.view');
  const asked = { ...assetFilterSchema.parse({ ...WHOLE_LIST, ...query }), now: context.clock.now() };
  const search = (page: PageRequest) => findAssetPage(database(), scope, asked, page);
  let page = pageRequest(query.page);
  let found = await search(page);
  // An address of a page that is gone shows the last one there is.
  if (found.rows.length === 0 && page.page > 1) {
    const { total } = await search({ ...page, page: 1 });
    page = { ...page, page: Math.max(1, Math.ceil(total / page.size)) };
    found = await search(page);
  }
  return { ...toPage(found.rows, found.total, page), websites: found.websites };
}
