import type { AssetRecord } from '@/lib/assets/store';
import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { type AssessedAsset, assessAssets } from '@/lib/submissions/assess-assets';
import { type ReleaseBlocker, releaseBlockers } from './rules/release-blockers';

/** An asset as it is now, and what keeps it from being released. */
export async function assessRelease(
  db: Database,
  scope: OrganizationScope,
  asset: AssetRecord,
  now: Date,
): Promise<{ assessed: AssessedAsset; blockers: ReleaseBlocker[] }> {
  const [assessed] = await assessAssets(db, scope, [asset], now);
  if (!assessed) throw new TypeError(`no facts of asset ${asset.id}`);
  return { assessed, blockers: releaseBlockers({ ...asset, readiness: assessed.readiness }) };
}
