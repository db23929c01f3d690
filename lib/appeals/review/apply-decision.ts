import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context, type TxContext } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { isReviewing } from '@/lib/lifecycle/rules/status';
import { changeStatus } from '@/lib/submissions/change-status';
import { requireSentSubmissionOfAnyone } from '@/lib/submissions/require-sent-submission';
import { carryDecisions } from '../memory/carry-decisions';
import { lockOpenAppeal } from '../store';
import { deleteClaim, lockClaim } from './claims/claim-store';
import { findOpenDecision, insertDecisionEnd, type WholeDecision } from './decision-store';
import { closeAppeal, findVerdicts } from './store';

/**
 * Does what a reviewer decided: Reviewing → Approved or Rejected. Nothing when the decision was undone or has taken
 * effect; a request that has changed since is left as it is. Can be run again.
 * @throws AppError CONFLICT when the request changes at the same moment: the job comes again
 */
export async function applyDecision(context: Context, decisionId: string): Promise<void> {
  const platform = authoriseSystem(context);
  const at = context.clock.now();
  await inTransaction(async (tx) => {
    const decision = await findOpenDecision(tx, platform, decisionId);
    if (!decision) return;
    // In the order of `lockReview`: the claim, then the appeal.
    await lockClaim(tx, platform, decision.submissionId);
    const found = await requireSentSubmissionOfAnyone(tx, platform, decision.submissionId);
    const appeal = await lockOpenAppeal(tx, found.scope, decision.submissionId);
    const review = await requireSentSubmissionOfAnyone(tx, platform, decision.submissionId);
    const { submission, scope } = review;
    const isAsDecided =
      isReviewing(submission.status) &&
      submission.version === decision.submissionVersion &&
      (appeal?.id ?? null) === decision.appealId;
    const kind = isAsDecided ? 'APPLIED' : 'OVERTAKEN';
    if (!(await insertDecisionEnd(tx, platform, { decisionId, kind, at })) || !isAsDecided) return;
    const reviewer = asReviewer({ ...context, tx }, decision, at);
    await changeStatus(reviewer, scope, submission, {
      event: decision.outcome === 'ACCEPTED' ? 'approve' : 'reject',
    });
    await deleteClaim(tx, platform, submission.id);
    if (appeal) {
      const { reviewerId, carryScope, carryDays } = decision;
      await closeAppeal(tx, platform, appeal.id, { at, reviewerId });
      const verdicts = await findVerdicts(tx, scope, [appeal]);
      const terms = { scope: carryScope, days: carryDays };
      await carryDecisions(
        reviewer,
        { ...platform, userId: reviewerId },
        { ...review, appeal, verdicts },
        terms,
      );
    }
    await recordAudit(tx, reviewer, {
      event: 'appeal.decided',
      organizationId: submission.organizationId,
      subject: appeal ? { type: 'appeal', id: appeal.id } : { type: 'submission', id: submission.id },
      assetId: submission.assetId,
      after: { outcome: decision.outcome, ...(decision.reason ? { reason: decision.reason } : {}) },
    });
  });
}

/** History and audit name who decided, who was allowed to when they did. */
const asReviewer = (
  context: TxContext,
  { reviewerId, reviewerName }: WholeDecision,
  at: Date,
): TxContext => ({
  ...context,
  // One instant for all that comes of the decision.
  clock: { now: () => at },
  actor: {
    kind: 'person',
    userId: reviewerId,
    name: reviewerName,
    platformRoles: ['REVIEWER'],
    membership: null,
  },
});
