import { searchAssets } from '@/lib/assets/search-assets';
import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type AssessedAsset, assessAssets } from './assess-assets';

/** The assets that use a website, with what each needs next; the first page of them. */
export async function listWebsiteAssets(context: Context, websiteId: string): Promise<AssessedAsset[]> {
  const scope = authorise(context, 'asset.view');
  const { rows } = await searchAssets(context, { website: websiteId, sort: 'name' });
  return assessAssets(database(), scope, rows, context.clock.now());
}
