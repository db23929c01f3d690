import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import { lockWebsiteWithFacts } from '@/lib/websites/lock-website-with-facts';
import { requireEditable } from './require-editable';
import { insertAssetWebsite, lockAsset, touchAsset } from './store';

/**
 * The same as `attachWebsite` in a transaction that is open already, of somebody who was authorised for it.
 * @throws AppError NOT_FOUND, and what an asset that cannot be edited now says
 */
export async function attachWithin(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope,
  { assetId, websiteId }: { assetId: string; websiteId: string },
): Promise<void> {
  const asset = await lockAsset(tx, scope, assetId);
  requireEditable(asset);
  const { website } = await lockWebsiteWithFacts(tx, scope, websiteId, context.clock.now());
  if (!(await insertAssetWebsite(tx, asset.id, website.id, context.clock.now()))) return;
  await touchAsset(tx, asset.id, context.clock.now());
  await recordAudit(tx, context, {
    event: 'asset.websiteAdded',
    organizationId: scope.organizationId,
    subject: { type: 'asset', id: asset.id },
    after: { website: website.host },
  });
}
