import { isDecided, isUnderReview, type SubmissionStatus } from '@/lib/lifecycle/rules/status';

export type EditBlocker = 'UNDER_REVIEW' | 'MODIFY_FIRST';

/**
 * Why an asset cannot be edited as it is; null when it can. What was sent can't change while it is looked
 * at; a decided one is edited in a new draft, so that nothing on sale changes by accident.
 */
export function editBlocker(status: SubmissionStatus): EditBlocker | null {
  if (isUnderReview(status)) return 'UNDER_REVIEW';
  return isDecided(status) ? 'MODIFY_FIRST' : null;
}
