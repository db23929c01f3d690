import { lockAssetForSubmission } from '@/lib/assets/lock-asset-for-submission';
import { authorise, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { isDecided } from '@/lib/lifecycle/rules/status';
import { openDraft } from './open-draft';
import { findNewest } from './store';

/**
 * Opens a new draft of a decided asset; what is approved stays on sale until the draft is approved. On an asset that is
 * a draft already, or under review, nothing happens: two clicks make one draft.
 */
export async function modifyAsset(context: Context, assetId: string): Promise<void> {
  const scope = authorise(context, 'asset.edit');
  await inTransaction(async (tx) => {
    const asset = await lockAssetForSubmission(tx, scope, assetId);
    const newest = await findNewest(tx, scope, asset.id);
    if (!newest || !isDecided(newest.status)) return;
    await openDraft(tx, context, scope, asset.id, newest.number + 1);
  });
}
