import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import { inTransaction } from '@/lib/db/client';
import { deletionBlocker } from './rules/deletion';
import { lockAsset, markDeleted } from './store';

/**
 * Soft-deletes an asset. Its history is kept.
 * @throws AppError PRECONDITION_FAILED with the reason: it has a product, or it is under review
 */
export async function deleteAsset(context: Context, assetId: string): Promise<void> {
  const scope = authorise(context, 'asset.delete');
  await inTransaction(async (tx) => {
    const asset = await lockAsset(tx, scope, assetId);
    const blocker = deletionBlocker(asset);
    if (blocker === 'HAS_PRODUCT')
      throw preconditionFailed('assets.hasProduct', {
        values: { products: asset.products.map(({ name }) => name) },
      });
    if (blocker === 'UNDER_REVIEW') throw preconditionFailed('assets.underReview');
    await markDeleted(tx, scope, asset.id, context.clock.now());
    await recordAudit(tx, context, {
      event: 'asset.deleted',
      organizationId: scope.organizationId,
      subject: { type: 'asset', id: asset.id },
      before: { name: asset.name },
    });
  });
}
