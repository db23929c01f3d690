import { isUnderReview, type SubmissionStatus } from '@/lib/lifecycle/rules/status';

export type DeletionFacts = { status: SubmissionStatus; products: readonly unknown[] };
export type DeletionBlocker = 'HAS_PRODUCT' | 'UNDER_REVIEW';

/**
 * Why an asset cannot be deleted; null when it can. Only assets without a product and drafts may go (KooGallery,
 * "Managing SaaS Assets", Deleting an Asset); one that KooGallery is looking at is withdrawn first.
 */
export function deletionBlocker({ status, products }: DeletionFacts): DeletionBlocker | null {
  if (products.length > 0) return 'HAS_PRODUCT';
  return isUnderReview(status) ? 'UNDER_REVIEW' : null;
}

/** @property wasSubmitted also where it was withdrawn, or a new draft was opened since */
export type DraftDeletionFacts = DeletionFacts & { wasSubmitted: boolean };

/** The same where many are deleted at once: then only drafts go that nobody has ever sent. */
export const draftDeletionBlocker = (facts: DraftDeletionFacts): DeletionBlocker | 'SUBMITTED' | null =>
  deletionBlocker(facts) ?? (facts.wasSubmitted ? 'SUBMITTED' : null);
