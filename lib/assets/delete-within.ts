import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import { deletionBlocker, draftDeletionBlocker } from './rules/deletion';
import { findSubmittedAssets, lockAsset, markDeleted } from './store';

/**
 * Deletes an asset in a transaction that is open already, of somebody who was authorised for it. Its row is held before
 * it is judged: a submission at the same moment waits, or was first.
 * @param what.isNeverSubmitted only if it is a draft that nobody has ever sent
 * @throws AppError NOT_FOUND, PRECONDITION_FAILED with the reason
 */
export async function deleteWithin(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope,
  { assetId, isNeverSubmitted = false }: { assetId: string; isNeverSubmitted?: boolean },
): Promise<void> {
  const asset = await lockAsset(tx, scope, assetId);
  const blocker = isNeverSubmitted
    ? draftDeletionBlocker({
        ...asset,
        wasSubmitted: (await findSubmittedAssets(tx, scope, [asset.id])).has(asset.id),
      })
    : deletionBlocker(asset);
  if (blocker === 'HAS_PRODUCT')
    throw preconditionFailed('assets.hasProduct', {
      values: { products: asset.products.map(({ name }) => name) },
    });
  if (blocker === 'UNDER_REVIEW') throw preconditionFailed('assets.underReview');
  if (blocker === 'SUBMITTED') throw preconditionFailed('assets.wasSubmitted');
  await markDeleted(tx, scope, asset.id, context.clock.now());
  await recordAudit(tx, context, {
    event: 'asset.deleted',
    organizationId: scope.organizationId,
    subject: { type: 'asset', id: asset.id },
    before: { name: asset.name },
  });
}
