import { getAsset, getAssetOfAnyone } from '@/lib/assets/get-asset';
import type { AssetRecord } from '@/lib/assets/store';
import { authorise, authoriseSystem, type Context, type OrganizationScope, scopeOf } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { gatherFacts } from './gather-facts';
import { assessReadiness, type Readiness, type ReadinessFacts } from './rules/readiness';

export type AssetReadiness = { asset: AssetRecord; facts: ReadinessFacts; readiness: Readiness };

/** Whether an asset may be submitted now, and what is in the way. @throws AppError NOT_FOUND */
export async function getReadiness(context: Context, assetId: string): Promise<AssetReadiness> {
  const scope = authorise(context, 'asset.view');
  return assess(context, scope, await getAsset(context, assetId));
}

/** The same for the operator's command line, whoever's the asset is. @throws AppError NOT_FOUND */
export async function getReadinessAsOperator(context: Context, assetId: string): Promise<AssetReadiness> {
  const scope = authoriseSystem(context);
  const asset = await getAssetOfAnyone(scope, assetId);
  return assess(context, scopeOf(asset, scope), asset);
}

async function assess(
  context: Context,
  scope: OrganizationScope,
  asset: AssetRecord,
): Promise<AssetReadiness> {
  const now = context.clock.now();
  const facts = await gatherFactsOf(scope, asset, now);
  return { asset, facts, readiness: assessReadiness(facts, now) };
}

async function gatherFactsOf(
  scope: OrganizationScope,
  asset: AssetRecord,
  now: Date,
): Promise<ReadinessFacts> {
  const facts = (await gatherFacts(database(), scope, [asset], now)).get(asset.id);
  if (!facts) throw new TypeError(`no facts of asset ${asset.id}`);
  return facts;
}
