import { getAsset, getAssetOfAnyone } from '@/lib/assets/get-asset';
import type { AssetRecord } from '@/lib/assets/store';
import {
  authorise,
  authoriseSystem,
  type Context,
  type OrganizationScope,
  toOrganizationScope,
} from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type AssessedAsset, assessAssets } from './assess-assets';

/** Whether an asset may be submitted now, and what is in the way. @throws AppError NOT_FOUND */
export async function getReadiness(context: Context, assetId: string): Promise<AssessedAsset> {
  const scope = authorise(context, 'asset.view');
  return assess(context, scope, await getAsset(context, assetId));
}

/** The same for the operator's command line, for an asset of any organization. @throws AppError NOT_FOUND */
export async function getReadinessAsOperator(context: Context, assetId: string): Promise<AssessedAsset> {
  const scope = authoriseSystem(context);
  const asset = await getAssetOfAnyone(scope, assetId);
  return assess(context, toOrganizationScope(asset, scope), asset);
}

async function assess(
  context: Context,
  scope: OrganizationScope,
  asset: AssetRecord,
): Promise<AssessedAsset> {
  const [assessed] = await assessAssets(database(), scope, [asset], context.clock.now());
  if (!assessed) throw new TypeError(`no facts of asset ${asset.id}`);
  return assessed;
}
