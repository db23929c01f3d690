import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { Drift } from './drift-record';
import { findAssetDrift, findWebsiteDrift } from './store';

/**
 * What is looked at of a website, or of an asset's websites and interface, and what is not as approved. Nothing where
 * nothing is approved.
 * @param of one of the two ids
 */
export async function listDrift(
  context: Context,
  of: { websiteId: string } | { assetId: string },
): Promise<Drift[]> {
  const scope = authorise(context, 'website.view');
  return 'assetId' in of
    ? findAssetDrift(database(), scope, of.assetId)
    : findWebsiteDrift(database(), scope, of.websiteId);
}
