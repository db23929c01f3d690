import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { findLatestScans, type LatestScanFacts } from './store';

export type LatestScan = Omit<LatestScanFacts, 'websiteId'>;

/** The scan state of each website, by website id. */
export async function listLatestScans(
  db: Database,
  scope: OrganizationScope,
  websiteIds: readonly string[],
): Promise<Map<string, LatestScan>> {
  if (websiteIds.length === 0) return new Map();
  const scans = await findLatestScans(db, scope, websiteIds);
  return new Map(scans.map(({ websiteId, ...scan }) => [websiteId, scan]));
}
