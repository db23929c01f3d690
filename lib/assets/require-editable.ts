import { preconditionFailed } from '@/lib/core/errors';
import { editLock } from './rules/edit-lock';
import type { AssetRecord } from './store';

/** @throws AppError PRECONDITION_FAILED that says why the asset cannot be edited now and what opens it */
export function requireEditable(asset: Pick<AssetRecord, 'status'>): void {
  const lock = editLock(asset.status);
  if (lock === 'UNDER_REVIEW') throw preconditionFailed('assets.underReview');
  if (lock === 'MODIFY_FIRST') throw preconditionFailed('assets.modifyFirst');
}
