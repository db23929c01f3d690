import { getAssetOfAnyone } from '@/lib/assets/get-asset';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { mayOnPlatform } from '@/lib/auth/rules/permissions';
import { configuration } from '@/lib/config/configuration';
import { findSuiteState, type SuiteState } from '@/lib/connection-tests/find-suite-state';
import { database } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import {
  type FindingRetest,
  findOpenRetests,
  findRetests,
  type OpenRetest,
} from '@/lib/scans/for-other-rooms';
import {
  requireSentSubmissionOfAnyone,
  type SentSubmission,
} from '@/lib/submissions/require-sent-submission';
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
import { findAppeals, findAssessments, listProofs } from '../store';
import { type CannedReason, findCannedReasons } from './canned/canned-reason-store';
import { findClaim, findReviewers, type ReviewClaim, type Reviewer } from './claims/claim-store';
import { findDecisions, findPendingDecision, type PendingDecision } from './decision-store';
import { findMemberships, findVerdicts, requireOrganizationName } from './store';

/** Why a reviewer may look but not judge. Texts: `review.blockers.<code>`. */
export type ReviewBlocker =
  | 'CONFLICT_OF_INTEREST'
  | 'NOT_UNDER_REVIEW'
  | 'ROLE'
  | 'DECISION_PENDING'
  | 'CLAIMED'
  | 'NOT_CLAIMED';

export type ReviewDetails = SentSubmission & {
  assetName: string;
  organizationName: string;
  /** The newest; null for a submission that is held without one. */
  appeal: AppealRecord | null;
  assessments: AssessmentRecord[];
  proofs: ProofRecord[];
  verdicts: VerdictRecord[];
  /** Where the judgement of each finding stands, by its id. */
  states: ReadonlyMap<string, VerdictState>;
  decisions: DecisionRecord[];
  /** A decision that has not taken effect; `isYours`: whoever looks can undo it. */
  pending: (PendingDecision & { isYours: boolean }) | null;
  /** What the newest re-test of each finding came to. */
  retests: FindingRetest[];
  openRetests: OpenRetest[];
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

/** A submission as its review shows it: findings, evidence, conclusions, proofs and verdicts. @throws AppError NOT_FOUND */
export async function getReview(
  context: Context,
  submissionId: string,
  isTwoPersonRuleOn: boolean = configuration().REVIEW_BY_TWO,
): Promise<ReviewDetails> {
  const platform = authorisePlatform(context, 'review.view');
  const db = database();
  const { scope, ...sent } = await requireSentSubmissionOfAnyone(db, platform, submissionId);
  const { submission, findings } = sent;
  const [appeal = null] = await findAppeals(db, scope, submission.id);
  const verdicts = appeal ? await findVerdicts(db, scope, appeal) : [];
  const given = new Map(verdicts.map((verdict) => [verdict.findingId, verdict]));
  const scanIds = [...new Set(findings.map(({ scanId }) => scanId))];
  const isYours = ({ reviewerId }: { reviewerId: string }) => reviewerId === platform.userId;
  const claim = await findClaim(db, scope, submission.id);
  const asked = openQuestions(await findComments(db, scope, submission.id));
  const pending = await findPendingDecision(db, scope, submission.id);
  const state = {
    isOwn: (await findMemberships(db, platform)).has(submission.organizationId),
    isPending: pending !== null,
    claim: claim?.isHeld ? { ...claim, isYours: isYours(claim) } : null,
  };
  return {
    ...sent,
    assetName: (await getAssetOfAnyone(platform, submission.assetId)).name,
    organizationName: await requireOrganizationName(db, scope),
    appeal,
    assessments: appeal ? await findAssessments(db, scope, appeal.id) : [],
    proofs: appeal ? await listProofs(db, scope, appeal.id) : [],
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
    retests: await findRetests(db, scope, scanIds),
    openRetests: await findOpenRetests(db, scope, scanIds),
    judgement: judge(findings, given, isTwoPersonRuleOn),
    claim: state.claim,
    suite: await findSuiteState(db, scope, submission.assetId),
    canned: await findCannedReasons(db, platform),
    reviewers: await findReviewers(db, scope),
    blocker: reviewBlocker(context, submission, state),
  };
}

type ReviewState = { isOwn: boolean; isPending: boolean; claim: { isYours: boolean } | null };

/** The first thing in the way of judging. */
function reviewBlocker(
  { actor }: Context,
  { status }: SentSubmission['submission'],
  { isOwn, isPending, claim }: ReviewState,
): ReviewBlocker | null {
  if (isOwn) return 'CONFLICT_OF_INTEREST';
  if (!isReviewing(status)) return 'NOT_UNDER_REVIEW';
  if (actor.kind !== 'person' || !mayOnPlatform(actor.platformRoles, 'review.decide')) return 'ROLE';
  if (isPending) return 'DECISION_PENDING';
  if (claim === null) return 'NOT_CLAIMED';
  return claim.isYours ? null : 'CLAIMED';
}
