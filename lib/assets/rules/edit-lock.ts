import type { SubmissionStatus } from '../schemas';

export type EditLock = 'UNDER_REVIEW' | 'MODIFY_FIRST';

/**
 * Why an asset cannot be edited as it is; null when it can. What was sent can't change while it is looked
 * at; a decided one is edited in a new draft, so that nothing on sale changes by accident.
 */
export function editLock(status: SubmissionStatus): EditLock | null {
  if (status === 'SCANNING' || status === 'REVIEWING') return 'UNDER_REVIEW';
  if (status === 'APPROVED' || status === 'REJECTED') return 'MODIFY_FIRST';
  return null;
}
