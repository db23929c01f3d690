import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { findLatestEnded, findRunningWebsiteIds, type LatestScanRow } from './store';

export type LatestScan = {
  isRunning: boolean;
  /** The newest that came to an end, complete or not; a cancelled one says nothing. */
  ended: LatestScanRow | null;
};

/** The scan state of each website, by website id. */
export async function listLatestScans(
  db: Database,
  scope: OrganizationScope,
  websiteIds: readonly string[],
): Promise<Map<string, LatestScan>> {
  if (websiteIds.length === 0) return new Map();
  const ended = new Map((await findLatestEnded(db, scope, websiteIds)).map((scan) => [scan.websiteId, scan]));
  const running = await findRunningWebsiteIds(db, scope, websiteIds);
  return new Map(websiteIds.map((id) => [id, { isRunning: running.has(id), ended: ended.get(id) ?? null }]));
}
