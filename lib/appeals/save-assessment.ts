import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { MINUTE_MS } from '@/lib/core/clock';
import { differingFields, editConflict } from '@/lib/core/edit-conflict';
import { AppError, notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import type { FindingClass } from '@/lib/findings/rules/finding';
import { ASSESSMENT_FIELDS, type AssessmentText, isSameAssessment } from '@/lib/reports/rules/assessment';
import { listReasons } from '@/lib/reports/rules/reason-code';
import { isWithinEnds, riskEnds } from '@/lib/reports/rules/risk-end';
import type { AssessmentRecord } from './appeal-record';
import { lockEditableAppeal } from './lock-editable-appeal';
import { saveAssessmentSchema } from './schemas';
import { findAssessments, putAssessments } from './store';

/** Somebody who goes on within this time is still at the same answer: the audit has it once. */
const SITTING_MS = 15 * MINUTE_MS;

const toShown = (text: Partial<AssessmentText>) => ({
  conclusion: text.conclusion ?? '',
  reasonCode: text.reasonCode ?? '',
  endsOn: text.endsOn ?? '',
  explanation: text.explanation ?? '',
  reference: text.reference ?? '',
});

/**
 * Writes columns F, G and H of one finding. An explanation may be short: it is being written, and submitting asks for more.
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
    if (stored && isSameAssessment(stored, text)) return { version: stored.version };
    requireFitting(text, finding.class, stored?.endsOn, at);
    if ((stored?.version ?? 0) !== version)
      throw editConflict('appeals.changedMeanwhile', {
        version: stored?.version ?? 0,
        changedBy: stored?.updatedByName ?? null,
        isYou: stored?.updatedById === scope.userId,
        fields: differingFields(ASSESSMENT_FIELDS, { yours: toShown(text), theirs: toShown(stored ?? {}) }),
      });
    const by = { appealId: appeal.id, updatedById: scope.userId, updatedAt: at };
    await putAssessments(tx, scope, by, [{ findingId, ...text }]);
    if (!stored || isNewSitting(stored, text, scope.userId, at))
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

/** A conclusion that saves itself is written many times: the audit names what was decided, and who went on with it. */
const isNewSitting = (stored: AssessmentRecord, text: AssessmentText, userId: string, at: Date): boolean =>
  stored.updatedById !== userId ||
  at.getTime() - stored.updatedAt.getTime() > SITTING_MS ||
  stored.conclusion !== text.conclusion ||
  stored.reasonCode !== text.reasonCode ||
  stored.endsOn !== text.endsOn;

/** @throws AppError VALIDATION for a reason of another conclusion, and an end that is too near or too far */
function requireFitting(
  { conclusion, reasonCode, endsOn }: AssessmentText,
  kind: FindingClass,
  storedEnd: string | undefined,
  at: Date,
): void {
  if (reasonCode !== undefined && !listReasons(conclusion, kind).includes(reasonCode))
    throw invalid('reasonCode', 'appeals.reasonOfOther');
  if (endsOn !== undefined && conclusion !== 'RISK_ACCEPTED') throw invalid('endsOn', 'appeals.endOfOther');
  const ends = riskEnds(at);
  if (endsOn !== undefined && endsOn !== storedEnd && !isWithinEnds(endsOn, ends))
    throw invalid('endsOn', 'appeals.endOutside', { first: ends.first, last: ends.last });
}

const invalid = (
  field: string,
  message: 'appeals.reasonOfOther' | 'appeals.endOfOther' | 'appeals.endOutside',
  values?: Record<string, string>,
) =>
  new AppError('VALIDATION', {
    message: 'validation',
    fields: [{ field, message, ...(values && { values }) }],
  });
