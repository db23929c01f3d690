import { searchAssets } from '@/lib/assets/search-assets';
import type { AssetRecord } from '@/lib/assets/store';
import { authorise, type Context } from '@/lib/auth/actor';
import type { Page } from '@/lib/core/pages';
import { database } from '@/lib/db/client';
import { gatherFacts } from './gather-facts';
import { assessReadiness, type Readiness, type ReadinessFacts } from './rules/readiness';

export type AssetOverview = { asset: AssetRecord; facts: ReadinessFacts; readiness: Readiness };

/** One page of the asset list with the readiness of each row. @param query what the URL says */
export async function listAssets(
  context: Context,
  query: Record<string, unknown>,
): Promise<Page<AssetOverview>> {
  const scope = authorise(context, 'asset.view');
  const page = await searchAssets(context, query);
  const now = context.clock.now();
  const facts = await gatherFacts(database(), scope, page.rows, now);
  const rows = page.rows.flatMap((asset) => {
    const ofAsset = facts.get(asset.id);
    return ofAsset ? [{ asset, facts: ofAsset, readiness: assessReadiness(ofAsset, now) }] : [];
  });
  return { ...page, rows };
}
