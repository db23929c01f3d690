import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { differingFields, editConflict } from '@/lib/core/edit-conflict';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import type { AssessmentText } from '@/lib/reports/rules/conclusion';
import { lockEditableAppeal } from './lock-editable-appeal';
import { saveAssessmentSchema } from './schemas';
import { findAssessments, putAssessment } from './store';

const FIELDS = ['conclusion', 'explanation', 'reference'] as const;
const UNWRITTEN: Record<(typeof FIELDS)[number], string> = { conclusion: '', explanation: '', reference: '' };

/**
 * Writes columns F, G and H of one finding.
 * @returns the version that is stored now
 * @throws AppError NOT_FOUND; VALIDATION; CONFLICT when somebody saved meanwhile, with both values, or it is under review
 */
export async function saveAssessment(context: Context, input: unknown): Promise<{ version: number }> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId, findingId, version, ...text } = parseInput(saveAssessmentSchema, input);
  const at = context.clock.now();
  return inTransaction(async (tx) => {
    const { appeal, findings, submission } = await lockEditableAppeal(tx, scope, submissionId);
    const finding = findings.find(({ id }) => id === findingId);
    if (!finding) throw notFound('finding');
    const stored = (await findAssessments(tx, scope, appeal.id)).find((one) => one.findingId === findingId);
    if (stored && isSame(stored, text)) return { version: stored.version };
    if ((stored?.version ?? 0) !== version)
      throw editConflict('codes.CONFLICT', {
        version: stored?.version ?? 0,
        changedBy: stored?.updatedByName ?? null,
        isYou: stored?.updatedById === scope.userId,
        fields: differingFields(FIELDS, { yours: text, theirs: stored ?? UNWRITTEN }),
      });
    await putAssessment(tx, scope, {
      appealId: appeal.id,
      findingId,
      ...text,
      updatedById: scope.userId,
      updatedAt: at,
    });
    await recordAudit(tx, context, {
      event: 'appeal.assessed',
      organizationId: scope.organizationId,
      subject: { type: 'appeal', id: appeal.id },
      assetId: submission.assetId,
      ...(stored ? { before: { finding: finding.number, conclusion: stored.conclusion } } : {}),
      after: { finding: finding.number, conclusion: text.conclusion },
    });
    return { version: version + 1 };
  });
}

const isSame = (a: AssessmentText, b: AssessmentText): boolean =>
  FIELDS.every((field) => a[field] === b[field]);
