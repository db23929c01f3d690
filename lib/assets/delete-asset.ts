import { authorise, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { deleteWithin } from './delete-within';

/**
 * Soft-deletes an asset. Its history is kept.
 * @throws AppError PRECONDITION_FAILED with the reason: it has a product, or it is under review
 */
export async function deleteAsset(context: Context, assetId: string): Promise<void> {
  const scope = authorise(context, 'asset.delete');
  await inTransaction((tx) => deleteWithin(tx, context, scope, { assetId }));
}
