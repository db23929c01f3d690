import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { conflict, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { APPEALS_PER_SUBMISSION } from '@/lib/core/policy';
import { inTransaction, isUniqueViolation } from '@/lib/db/client';
import { isRejected } from '@/lib/lifecycle/rules/status';
import { pickAssessment } from '@/lib/reports/rules/assessment';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import { submissionSchema } from './schemas';
import { findAppeals, findAssessments, insertAppeal, putAssessments } from './store';

/**
 * Opens an appeal against the rejection of the newest submission of an asset. One that is open already stays the one:
 * two clicks open one. A second look begins with the conclusions of the first.
 * @throws AppError NOT_FOUND; CONFLICT when it is not rejected, or not the newest; PRECONDITION_FAILED after two decided appeals
 */
export async function openAppeal(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId } = parseInput(submissionSchema, input);
  const at = context.clock.now();
  try {
    await inTransaction(async (tx) => {
      const { submission, isNewest } = await requireSentSubmission(tx, scope, submissionId);
      if (!isRejected(submission.status) || !isNewest)
        throw conflict('appeals.notAppealable', { values: { status: submission.status } });
      const appeals = await findAppeals(tx, scope, submission.id);
      const [newest] = appeals;
      if (newest && newest.decidedAt === null) return;
      if (appeals.length >= APPEALS_PER_SUBMISSION) throw preconditionFailed('appeals.noMoreAppeals');
      const id = newId(at.getTime());
      const by = { updatedById: scope.userId, updatedAt: at };
      await insertAppeal(tx, scope, {
        id,
        submissionId: submission.id,
        createdById: scope.userId,
        createdAt: at,
      });
      const kept = newest ? await findAssessments(tx, scope, newest.id) : [];
      const written = kept.map((one) => ({ findingId: one.findingId, ...pickAssessment(one) }));
      await putAssessments(tx, scope, { appealId: id, ...by }, written);
      await recordAudit(tx, context, {
        event: 'appeal.opened',
        organizationId: scope.organizationId,
        subject: { type: 'appeal', id },
        assetId: submission.assetId,
        after: { submission: submission.number },
      });
    });
  } catch (error) {
    // Somebody else opened it at the same moment: there is one, as was asked for.
    if (!isUniqueViolation(error, 'Appeal_one_open_per_submission')) throw error;
  }
}
