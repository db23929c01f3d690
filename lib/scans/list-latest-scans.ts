import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { findLatestScans, type LatestScanFacts, type ScannedPlace } from './blocking-store';

export type LatestScan = Omit<LatestScanFacts, keyof ScannedPlace>;

export const scannedPlaceKey = ({ websiteId, assetId }: ScannedPlace): string => `${websiteId} ${assetId}`;

/** The scan state of each website as each asset uses it, by `scannedPlaceKey`. */
export async function listLatestScans(
  db: Database,
  scope: OrganizationScope,
  places: readonly ScannedPlace[],
  now: Date,
): Promise<Map<string, LatestScan>> {
  const scans = places.length === 0 ? [] : await findLatestScans(db, scope, places, now);
  return new Map(scans.map((scan) => [scannedPlaceKey(scan), scan]));
}
