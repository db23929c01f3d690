import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { riskEnds } from '@/lib/reports/rules/risk-end';
import { findRetests } from '@/lib/scans/for-other-rooms';
import { changeStatus } from '@/lib/submissions/change-status';
import { lockEditableAppeal } from './lock-editable-appeal';
import { completeness, retestedSince, submitBlockers } from './rules/completeness';
import { submissionSchema } from './schemas';
import { findAssessments, listProofs } from './store';
import { submitRound } from './submitted/store';

/**
 * Sends the appeal to the reviewers: Rejected → Reviewing, with a deadline of three working days.
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED with the blockers as `data`; CONFLICT when it was submitted meanwhile
 */
export async function submitAppeal(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'appeal.submit');
  const { submissionId } = parseInput(submissionSchema, input);
  const at = context.clock.now();
  await inTransaction(async (tx) => {
    const { appeal, submission, findings } = await lockEditableAppeal(tx, scope, submissionId);
    const assessments = await findAssessments(tx, scope, appeal.id);
    const proofs = await listProofs(tx, scope, appeal.id, 'SELLER');
    const retests = await findRetests(tx, scope, [...new Set(findings.map(({ scanId }) => scanId))]);
    const progress = completeness(
      findings,
      new Map(assessments.map((one) => [one.findingId, one])),
      retestedSince(retests, appeal.createdAt),
      riskEnds(at).first,
    );
    const [blocker, ...others] = submitBlockers(progress, proofs.length);
    if (blocker)
      throw preconditionFailed(`appeals.blockers.${blocker.code}`, {
        values: { count: blocker.count },
        data: [blocker, ...others],
      });
    await submitRound(tx, scope, appeal.id, { userId: scope.userId, at });
    await changeStatus({ ...context, tx }, scope, submission, {
      event: 'appeal',
      calendar: reviewCalendar(),
    });
    await recordAudit(tx, context, {
      event: 'appeal.submitted',
      organizationId: scope.organizationId,
      subject: { type: 'appeal', id: appeal.id },
      assetId: submission.assetId,
      after: { findings: progress.blocking, proofs: proofs.length, round: appeal.round + 1 },
    });
  });
}
