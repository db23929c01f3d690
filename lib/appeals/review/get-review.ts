import { getAssetOfAnyone } from '@/lib/assets/get-asset';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { mayOnPlatform } from '@/lib/auth/rules/permissions';
import { database } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import { type FindingRetest, findRetests } from '@/lib/scans/for-other-rooms';
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
import { judge, type ReviewOutcome } from '../rules/judgement';
import { findAppeals, findAssessments, listProofs } from '../store';
import { findDecisions, findMemberships, findVerdicts, requireOrganizationName } from './store';

/** Why a reviewer may look but not judge. Texts: `review.blockers.<code>`. */
export type ReviewBlocker = 'CONFLICT_OF_INTEREST' | 'NOT_UNDER_REVIEW' | 'ROLE';

export type ReviewDetails = SentSubmission & {
  assetName: string;
  organizationName: string;
  /** The newest; null for a submission that is held without one. */
  appeal: AppealRecord | null;
  assessments: AssessmentRecord[];
  proofs: ProofRecord[];
  verdicts: VerdictRecord[];
  decisions: DecisionRecord[];
  /** What the seller's newest re-test of each finding came to. */
  retests: FindingRetest[];
  judgement: ReviewOutcome;
  blocker: ReviewBlocker | null;
};

/** A submission as its review shows it: findings, evidence, conclusions, proofs and verdicts. @throws AppError NOT_FOUND */
export async function getReview(context: Context, submissionId: string): Promise<ReviewDetails> {
  const platform = authorisePlatform(context, 'review.view');
  const db = database();
  const { scope, ...sent } = await requireSentSubmissionOfAnyone(db, platform, submissionId);
  const { submission } = sent;
  const [appeal = null] = await findAppeals(db, scope, submission.id);
  const verdicts = appeal ? await findVerdicts(db, scope, appeal) : [];
  const memberships = await findMemberships(db, platform);
  const mayDecide =
    context.actor.kind === 'person' && mayOnPlatform(context.actor.platformRoles, 'review.decide');
  const blocker = memberships.has(submission.organizationId)
    ? 'CONFLICT_OF_INTEREST'
    : !isReviewing(submission.status)
      ? 'NOT_UNDER_REVIEW'
      : mayDecide
        ? null
        : 'ROLE';
  return {
    ...sent,
    assetName: (await getAssetOfAnyone(platform, submission.assetId)).name,
    organizationName: await requireOrganizationName(db, scope),
    appeal,
    assessments: appeal ? await findAssessments(db, scope, appeal.id) : [],
    proofs: appeal ? await listProofs(db, scope, appeal.id) : [],
    verdicts,
    decisions: await findDecisions(db, scope, submission.id),
    retests: await findRetests(db, scope, [...new Set(sent.findings.map(({ scanId }) => scanId))]),
    judgement: judge(sent.findings, new Map(verdicts.map((verdict) => [verdict.findingId, verdict]))),
    blocker,
  };
}
