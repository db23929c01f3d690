import { isApproved, isRejected, isUnderReview, type SubmissionStatus } from '@/lib/lifecycle/rules/status';
import type { Readiness } from '@/lib/submissions/rules/readiness';
import type { ReadinessItem } from '@/lib/submissions/rules/readiness-facts';

/** What the review says against a release; a cause and a way out each below `products.blockers`. */
export type ReviewBlockerCode = 'NOT_SENT' | 'IN_REVIEW' | 'TURNED_DOWN';

/** What keeps an asset from being released: its review, or something that readiness knows. */
export type ReleaseBlocker =
  | { kind: 'review'; code: ReviewBlockerCode; submissionId: string | null }
  | { kind: 'readiness'; item: ReadinessItem };

export type ReleaseFacts = {
  status: SubmissionStatus;
  submissionId: string | null;
  readiness: Pick<Readiness, 'blockers' | 'warnings'>;
};

/**
 * Why an asset cannot be released as a product; empty when it can. Only an approved one may ("Managing SaaS Assets",
 * Checking the Asset Review Status), while its scans are valid (Modifying an Asset) and after every interface was debugged
 * (SaaS Access Guide, FAQ 11). A scan under way keeps nobody: until it ends, the one before it counts.
 */
export function releaseBlockers({ status, submissionId, readiness }: ReleaseFacts): ReleaseBlocker[] {
  const code = reviewBlocker(status);
  const items = [
    ...readiness.blockers.filter((item) => item.code !== 'SCAN_RUNNING'),
    // At a submission a warning, because it opens the way to an appeal; what is sold must not have any.
    ...readiness.warnings.filter((item) => item.code === 'HIGH_FINDINGS'),
  ];
  return [
    ...(code === null ? [] : [{ kind: 'review' as const, code, submissionId }]),
    ...items.map((item) => ({ kind: 'readiness' as const, item })),
  ];
}

function reviewBlocker(status: SubmissionStatus): ReviewBlockerCode | null {
  if (isApproved(status)) return null;
  if (isUnderReview(status)) return 'IN_REVIEW';
  return isRejected(status) ? 'TURNED_DOWN' : 'NOT_SENT';
}
