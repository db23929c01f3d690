import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { type AppError, conflict, preconditionFailed } from '@/lib/core/errors';
import type { Database, Transaction } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import { requireSentSubmissionOfAnyone } from '@/lib/submissions/require-sent-submission';
import { lockOpenAppeal } from '../store';
import { extendClaim, findClaim } from './claims/claim-store';
import { findPendingDecision } from './decision-store';
import { requireReviewOfOthers } from './require-review-of-others';

type ReviewerScope = PlatformScope & { userId: string };

/**
 * A submission under review that the reviewer holds, whose lease begins again, with its open appeal; both are locked
 * until the transaction ends, the claim first.
 * @throws AppError NOT_FOUND; FORBIDDEN for a conflict of interest; CONFLICT when it is no longer under review, somebody
 *   else holds it or it is decided; PRECONDITION_FAILED when nobody holds it
 */
export async function lockReview(tx: Transaction, platform: ReviewerScope, submissionId: string) {
  const { id } = (await requireReviewOfOthers(tx, platform, submissionId)).submission;
  const isHeld = await extendClaim(tx, platform, id);
  const review = await lockUnderReview(tx, platform, id);
  if (!isHeld) throw await claimMissing(tx, review.scope, id);
  if (await findPendingDecision(tx, review.scope, id)) throw conflict('appeals.decisionPending');
  return review;
}

/** The same without the claim: for what a reviewer writes who does not judge. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT */
export async function lockUnderReview(tx: Transaction, platform: ReviewerScope, submissionId: string) {
  const { scope, submission } = await requireReviewOfOthers(tx, platform, submissionId);
  const appeal = await lockOpenAppeal(tx, scope, submission.id);
  // Read again: while we waited for the appeal, another reviewer may have decided.
  const sent = await requireSentSubmissionOfAnyone(tx, platform, submission.id);
  requireReviewing(sent.submission);
  return { ...sent, appeal };
}

/** A submission under review that is not of the reviewer's own organization. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT */
export async function requireReview(tx: Database, platform: ReviewerScope, submissionId: string) {
  const sent = await requireReviewOfOthers(tx, platform, submissionId);
  requireReviewing(sent.submission);
  return sent;
}

function requireReviewing({ status }: { status: Parameters<typeof isReviewing>[0] }): void {
  if (!isReviewing(status)) throw conflict('appeals.notUnderReview', { values: { status } });
}

/** Who holds a review that one wanted to work at, or that nobody does. */
export async function claimMissing(
  tx: Transaction,
  scope: OrganizationScope,
  submissionId: string,
): Promise<AppError> {
  const claim = await findClaim(tx, scope, submissionId);
  return claim?.isHeld
    ? conflict('appeals.claimedBy', { values: { name: claim.reviewerName ?? '' } })
    : preconditionFailed('appeals.notClaimed');
}
