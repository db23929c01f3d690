import { authorise, type Context, type PlatformScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type AssetRecord, requireAsset, requireAssetOfAnyone } from './store';

/** @throws AppError NOT_FOUND */
export function getAsset(context: Context, assetId: string): Promise<AssetRecord> {
  return requireAsset(database(), authorise(context, 'asset.view'), assetId);
}

/** Ignores organizations; for system jobs only. @throws AppError NOT_FOUND */
export function getAssetOfAnyone(scope: PlatformScope, assetId: string): Promise<AssetRecord> {
  return requireAssetOfAnyone(database(), scope, assetId);
}
