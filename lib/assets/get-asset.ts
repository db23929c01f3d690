import { authorise, type Context, type PlatformScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type AssetRecord, findAsset, findAssetOfAnyone } from './store';

/** @throws AppError NOT_FOUND */
export function getAsset(context: Context, assetId: string): Promise<AssetRecord> {
  return findAsset(database(), authorise(context, 'asset.view'), assetId);
}

/** Whoever's it is, for the system's own parts. @throws AppError NOT_FOUND */
export function getAssetOfAnyone(scope: PlatformScope, assetId: string): Promise<AssetRecord> {
  return findAssetOfAnyone(database(), scope, assetId);
}
