import { authorise, type Context, isAllowed } from '@/lib/auth/actor';
import { APPEALS_PER_SUBMISSION } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { isRejected, isReviewing } from '@/lib/lifecycle/rules/status';
import { type RiskEnds, riskEnds } from '@/lib/reports/rules/risk-end';
import { type FindingRetest, findRetests } from '@/lib/scans/for-other-rooms';
import { getReadiness } from '@/lib/submissions/get-readiness';
import { requireSentSubmission, type SentSubmission } from '@/lib/submissions/require-sent-submission';
import { listOutlived, type OutlivedScan } from '@/lib/submissions/rules/review-end';
import type { StatusLine } from '@/lib/submissions/rules/status-line';
import { submissionLine } from '@/lib/submissions/rules/submission-line';
import type { AppealRecord, AssessmentRecord, DecisionRecord, ProofRecord } from './appeal-record';
import { findLastVerdicts } from './find-last-verdicts';
import type { Verdicts } from './list-verdicts';
import { findDecisions } from './review/decision-store';
import {
  type Completeness,
  completeness,
  retestedSince,
  type SubmitBlocker,
  submitBlockers,
} from './rules/completeness';
import { findAppeals, findAssessments, listProofs } from './store';

/** Where an appeal stands for the seller; what may be done follows from it. Texts: `appeals.states.<state>`. */
export type AppealState =
  /** Rejected, and no appeal is open: it can be opened. */
  | 'CAN_OPEN'
  /** Open: conclusions and files can be edited. */
  | 'EDITABLE'
  /** With the reviewers. */
  | 'REVIEWING'
  /** Nothing can be done here: not rejected, an older submission, or both looks used. */
  | 'CLOSED';

export type AppealDetails = SentSubmission & {
  assetName: string;
  line: StatusLine;
  state: AppealState;
  /** The newest; null before the first. */
  appeal: AppealRecord | null;
  /** `isYours`: written by the person who looks. */
  assessments: (AssessmentRecord & { isYours: boolean })[];
  /** The seller's; what reviewers attached is in the conversation. */
  proofs: ProofRecord[];
  verdicts: Verdicts;
  decisions: DecisionRecord[];
  /** What the newest re-test of each finding came to. */
  retests: FindingRetest[];
  progress: Completeness;
  blockers: SubmitBlocker[];
  /** Scans that end before a review of it may; of an older request none. */
  outlived: OutlivedScan[];
  /** Between which days an accepted risk may end. */
  ends: RiskEnds;
  mayEdit: boolean;
  maySubmit: boolean;
};

/** The appeal of a submission as its seller sees it, also before there is one. @throws AppError NOT_FOUND */
export async function getAppeal(context: Context, submissionId: string): Promise<AppealDetails> {
  const scope = authorise(context, 'appeal.view');
  const db = database();
  const sent = await requireSentSubmission(db, scope, submissionId);
  const appeals = await findAppeals(db, scope, sent.submission.id);
  const [appeal = null] = appeals;
  const assessments = appeal ? await findAssessments(db, scope, appeal.id) : [];
  const proofs = appeal ? await listProofs(db, scope, appeal.id, 'SELLER') : [];
  const retests = await findRetests(db, scope, [...new Set(sent.findings.map(({ scanId }) => scanId))]);
  const ends = riskEnds(context.clock.now());
  const progress = completeness(
    sent.findings,
    new Map(assessments.map((one) => [one.findingId, one])),
    retestedSince(retests, appeal?.createdAt ?? null),
    ends.first,
  );
  const newest = await getReadiness(context, sent.submission.assetId);
  return {
    ...sent,
    assetName: newest.asset.name,
    line: submissionLine(sent.submission, newest),
    state: chooseState(sent, appeals),
    appeal,
    assessments: assessments.map((one) => ({ ...one, isYours: one.updatedById === scope.userId })),
    proofs,
    verdicts: await findLastVerdicts(db, scope, appeals),
    decisions: await findDecisions(db, scope, sent.submission.id),
    retests,
    progress,
    blockers: submitBlockers(progress, proofs.length),
    outlived: sent.isNewest ? listOutlived(newest.facts.websites, newest.facts.reviewEndsBy) : [],
    ends,
    mayEdit: isAllowed(context, 'appeal.edit'),
    maySubmit: isAllowed(context, 'appeal.submit'),
  };
}

function chooseState(
  { submission, isNewest }: SentSubmission,
  appeals: readonly AppealRecord[],
): AppealState {
  if (isReviewing(submission.status)) return 'REVIEWING';
  if (!isRejected(submission.status) || !isNewest) return 'CLOSED';
  if (appeals[0] && appeals[0].decidedAt === null) return 'EDITABLE';
  return appeals.length < APPEALS_PER_SUBMISSION ? 'CAN_OPEN' : 'CLOSED';
}
