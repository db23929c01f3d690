import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type AuditRow, findAssetTimeline } from './store';

/** What happened to an asset, newest first, at most 100 entries. */
export function getAssetTimeline(context: Context, assetId: string): Promise<AuditRow[]> {
  return findAssetTimeline(database(), authorise(context, 'audit.view'), assetId, 100);
}
