import type { AssetPage } from '@/lib/assets/search/store';
import { searchAssets } from '@/lib/assets/search-assets';
import { authorise, type Context } from '@/lib/auth/actor';
import type { Page } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { type AssessedAsset, assessAssets } from './assess-assets';

/** One page of the asset list with the status line of each row, and the websites by which it can be filtered. @param query what the URL says */
export async function listAssets(
  context: Context,
  query: Record<string, unknown>,
): Promise<Page<AssessedAsset> & Pick<AssetPage, 'websites'>> {
  const scope = authorise(context, 'asset.view');
  const page = await searchAssets(context, query);
  return { ...page, rows: await assessAssets(database(), scope, page.rows, context.clock.now()) };
}
