import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { findLatestScans, type LatestScanFacts, type ScannedPlace } from './store';

export type LatestScan = Omit<LatestScanFacts, keyof ScannedPlace>;

/** The scan state of each website as each asset uses it. @returns what finds it, for those that were asked for */
export async function listLatestScans(
  db: Database,
  scope: OrganizationScope,
  places: readonly ScannedPlace[],
  now: Date,
): Promise<(place: ScannedPlace) => LatestScan | undefined> {
  const scans = places.length === 0 ? [] : await findLatestScans(db, scope, places, now);
  const key = ({ websiteId, assetId }: ScannedPlace) => `${websiteId} ${assetId ?? ''}`;
  const byPlace = new Map(scans.map((scan) => [key(scan), scan]));
  return (place) => byPlace.get(key(place));
}
