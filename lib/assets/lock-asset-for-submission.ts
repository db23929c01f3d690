import type { OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import { type AssetRecord, lockAsset } from './store';

/**
 * Reads an asset and holds its row until the transaction ends, so that a submission sends what was judged ready.
 * @throws AppError NOT_FOUND
 */
export function lockAssetForSubmission(
  tx: Transaction,
  scope: OrganizationScope,
  assetId: string,
): Promise<AssetRecord> {
  return lockAsset(tx, scope, assetId);
}
