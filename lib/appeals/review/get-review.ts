import { getAssetOfAnyone } from '@/lib/assets/get-asset';
import { authorisePlatform, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { mayOnPlatform } from '@/lib/auth/rules/permissions';
import { configuration } from '@/lib/config/configuration';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { findSuiteState, type SuiteState } from '@/lib/connection-tests/find-suite-state';
import { database } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import {
  type FindingRetest,
  findOpenRetests,
  findRetests,
  type OpenRetest,
} from '@/lib/scans/for-other-rooms';
import { listLatestScans, scannedPlaceKey } from '@/lib/scans/list-latest-scans';
import type { SentSubmission } from '@/lib/submissions/require-sent-submission';
import { findReviewEnd, listOutlived, type OutlivedScan } from '@/lib/submissions/rules/review-end';
import type { SubmissionRecord } from '@/lib/submissions/store';
import type {
  AppealRecord,
  AssessmentRecord,
  DecisionRecord,
  ProofRecord,
  VerdictRecord,
} from '../appeal-record';
import { findComments } from '../conversation/store';
import { openQuestions } from '../rules/conversation';
import { judge, type ReviewOutcome, type VerdictState, verdictState } from '../rules/judgement';
import { findSubmittedAppeal, findSubmittedAssessments, listSubmittedProofs } from '../submitted/store';
import { type CannedReason, findCannedReasons } from './canned/canned-reason-store';
import { findClaim, findReviewers, type ReviewClaim, type Reviewer } from './claims/claim-store';
import { findDecisions, findPendingDecision, type PendingDecision } from './decision-store';
import { requireReviewOfOthers } from './require-review-of-others';
import { findVerdicts, requireOrganizationName } from './store';

/** Why a reviewer may look but not judge. Texts: `review.blockers.<code>`. */
export type ReviewBlocker = 'NOT_UNDER_REVIEW' | 'ROLE' | 'DECISION_PENDING' | 'CLAIMED' | 'NOT_CLAIMED';

export type ReviewDetails = SentSubmission & {
  assetName: string;
  organizationName: string;
  /** The newest that was submitted; null for a submission that is held without one. */
  appeal: AppealRecord | null;
  /** As they were submitted: what the seller writes since is not shown before it is submitted. */
  assessments: AssessmentRecord[];
  /** The seller's, likewise; what reviewers attached is in the conversation. */
  proofs: ProofRecord[];
  verdicts: VerdictRecord[];
  /** Where the judgement of each finding stands, by its id. */
  states: ReadonlyMap<string, VerdictState>;
  decisions: DecisionRecord[];
  /** A decision that has not taken effect; `isYours`: whoever looks can undo it. */
  pending: (PendingDecision & { isYours: boolean }) | null;
  /** What the newest re-test of each finding came to, of those before the end of the review. */
  retests: FindingRetest[];
  openRetests: OpenRetest[];
  /** Scans that end before the review may. */
  outlived: OutlivedScan[];
  judgement: ReviewOutcome;
  /** Who works at it; null where nobody does, or the lease has ended. */
  claim: (ReviewClaim & { isYours: boolean }) | null;
  /** The newest run of the tests of its interfaces; null before the first. */
  suite: SuiteState | null;
  canned: CannedReason[];
  /** Whom it can be handed to. */
  reviewers: Reviewer[];
  blocker: ReviewBlocker | null;
};

/** A submission as its review shows it: findings, evidence, conclusions, proofs and verdicts. @throws AppError NOT_FOUND, FORBIDDEN */
export async function getReview(
  context: Context,
  submissionId: string,
  isTwoPersonRuleOn: boolean = configuration().REVIEW_BY_TWO,
): Promise<ReviewDetails> {
  const platform = authorisePlatform(context, 'review.view');
  const db = database();
  const { scope, ...sent } = await requireReviewOfOthers(db, platform, submissionId);
  const { submission, findings } = sent;
  const appeal = await findSubmittedAppeal(db, scope, submission.id);
  const verdicts = await findVerdicts(db, scope, appeal ? [appeal] : []);
  const given = new Map(verdicts.map((verdict) => [verdict.findingId, verdict]));
  const scanIds = [...new Set(findings.map(({ scanId }) => scanId))];
  const isYours = ({ reviewerId }: { reviewerId: string }) => reviewerId === platform.userId;
  const claim = await findClaim(db, scope, submission.id);
  const asked = openQuestions(await findComments(db, scope, submission.id));
  const pending = await findPendingDecision(db, scope, submission.id);
  const state = {
    isPending: pending !== null,
    claim: claim?.isHeld ? { ...claim, isYours: isYours(claim) } : null,
  };
  return {
    ...sent,
    assetName: (await getAssetOfAnyone(platform, submission.assetId)).name,
    organizationName: await requireOrganizationName(db, scope),
    appeal,
    assessments: appeal ? await findSubmittedAssessments(db, scope, appeal) : [],
    proofs: appeal ? await listSubmittedProofs(db, scope, appeal, 'SELLER') : [],
    verdicts,
    states: new Map(
      findings.map((finding) => {
        const standing = verdictState(finding, given.get(finding.id), isTwoPersonRuleOn);
        // The seller has replied: it is the reviewer's turn again.
        return [finding.id, standing === 'NEED_MORE' && !asked.has(finding.id) ? 'OPEN' : standing];
      }),
    ),
    decisions: await findDecisions(db, scope, submission.id),
    pending: pending && { ...pending, isYours: isYours(pending) },
    retests: await findRetests(
      db,
      scope,
      scanIds,
      isReviewing(submission.status) ? null : submission.statusSince,
    ),
    openRetests: await findOpenRetests(db, scope, scanIds),
    outlived: await findOutlived(context, scope, submission),
    judgement: judge(findings, given, isTwoPersonRuleOn),
    claim: state.claim,
    suite: await findSuiteState(db, scope, submission.assetId),
    canned: await findCannedReasons(db, platform),
    reviewers: await findReviewers(db, scope),
    blocker: reviewBlocker(context, submission, state),
  };
}

/** By the newest scan of each website that was sent, as release goes by it. */
async function findOutlived(
  { clock }: Context,
  scope: OrganizationScope,
  submission: SubmissionRecord,
): Promise<OutlivedScan[]> {
  const now = clock.now();
  const reviewEndsBy = isReviewing(submission.status)
    ? findReviewEnd(submission, now, reviewCalendar())
    : null;
  if (reviewEndsBy === null) return [];
  const { snapshot, assetId } = submission;
  const places = (snapshot?.websites ?? []).map(({ id, name }) => ({ websiteId: id, name, assetId }));
  const scans = await listLatestScans(database(), scope, places, now);
  return listOutlived(
    places.map((place) => ({
      ...{ id: place.websiteId, name: place.name },
      latestScan: scans.get(scannedPlaceKey(place))?.ended ?? null,
    })),
    reviewEndsBy,
  );
}

type ReviewState = { isPending: boolean; claim: { isYours: boolean } | null };

/** The first thing in the way of judging. */
function reviewBlocker(
  { actor }: Context,
  { status }: SentSubmission['submission'],
  { isPending, claim }: ReviewState,
): ReviewBlocker | null {
  if (!isReviewing(status)) return 'NOT_UNDER_REVIEW';
  if (actor.kind !== 'person' || !mayOnPlatform(actor.platformRoles, 'review.decide')) return 'ROLE';
  if (isPending) return 'DECISION_PENDING';
  if (claim === null) return 'NOT_CLAIMED';
  return claim.isYours ? null : 'CLAIMED';
}
