import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type AuditRow, findAssetTimeline } from './store';

/**
 * What happened to an asset and to its websites, newest first, at most 100 entries.
 * @param websiteIds those that the asset uses: their proofs, logins and scans count for it
 */
export function getAssetTimeline(
  context: Context,
  assetId: string,
  websiteIds: readonly string[] = [],
): Promise<AuditRow[]> {
  return findAssetTimeline(database(), authorise(context, 'audit.view'), { assetId, websiteIds }, 100);
}
