import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { conflict, notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { pickAssessment } from '@/lib/reports/rules/assessment';
import { lockEditableAppeal } from '../lock-editable-appeal';
import { findUnanswered } from '../rules/find-unanswered';
import { answerAlikeSchema } from '../schemas';
import { findAssessments, putAssessments } from '../store';

/**
 * Writes the conclusion of one finding for every finding that is alike and has none of its own.
 * @param input `count`: how many the person was told
 * @throws AppError NOT_FOUND; CONFLICT when others are alike now than were told, or it is not the seller's turn
 */
export async function answerAlike(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId, findingId, count } = parseInput(answerAlikeSchema, input);
  const at = context.clock.now();
  await inTransaction(async (tx) => {
    const { appeal, findings, submission } = await lockEditableAppeal(tx, scope, submissionId);
    const assessments = await findAssessments(tx, scope, appeal.id);
    const source = assessments.find((one) => one.findingId === findingId);
    if (!source) throw notFound('finding');
    const alike = findUnanswered(findings, assessments, findingId);
    if (alike.length !== count) throw conflict('appeals.otherAlike', { values: { count: alike.length } });
    const text = pickAssessment(source);
    const written = alike.map(({ id }) => ({ findingId: id, ...text }));
    await putAssessments(
      tx,
      scope,
      { appealId: appeal.id, updatedById: scope.userId, updatedAt: at },
      written,
    );
    await recordAudit(
      tx,
      context,
      alike.map(({ number }) => ({
        event: 'appeal.assessed' as const,
        organizationId: scope.organizationId,
        subject: { type: 'appeal' as const, id: appeal.id },
        assetId: submission.assetId,
        after: { finding: number, conclusion: text.conclusion },
      })),
    );
  });
}
