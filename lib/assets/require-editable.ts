import { preconditionFailed } from '@/lib/core/errors';
import { editBlocker } from './rules/edit-blocker';
import type { AssetRecord } from './store';

/** @throws AppError PRECONDITION_FAILED that says why the asset cannot be edited now and what opens it */
export function requireEditable(asset: Pick<AssetRecord, 'status'>): void {
  const blocker = editBlocker(asset.status);
  if (blocker === 'UNDER_REVIEW') throw preconditionFailed('assets.underReview');
  if (blocker === 'MODIFY_FIRST') throw preconditionFailed('assets.modifyFirst');
}
