import { getAsset } from '@/lib/assets/get-asset';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { sha256Hex } from '@/lib/core/bytes';
import { AppError, conflict } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { readUploadedWorkbook } from '@/lib/reports/read-uploaded-workbook';
import { REPORT_FORMATS } from '@/lib/reports/rules/report-format';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import { keepProof } from './keep-proof';
import { lockEditableAppeal } from './lock-editable-appeal';
import { cleanFileName } from './rules/evidence-file';
import { hashAssessments, workbookChanges } from './rules/workbook-changes';
import { applyWorkbookSchema } from './schemas';
import { findAssessments, putAssessments } from './store';
import { carriedTexts, submissionReport } from './submission-report';

/**
 * Saves what a previewed workbook says and keeps its original bytes as proof, both or neither.
 * @returns how many assessments changed
 * @throws AppError NOT_FOUND; VALIDATION for a file that is refused; CONFLICT when file or assessments have changed
 *   since the preview, or it is not the seller's turn
 */
export async function applyWorkbook(
  context: Context,
  input: unknown,
  signal?: AbortSignal,
): Promise<{ changed: number }> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId, bytes, fileName, sha256, basis } = parseInput(applyWorkbookSchema, input);
  if (sha256Hex(bytes) !== sha256) throw conflict('appeals.otherFile');
  const seen = await requireSentSubmission(database(), scope, submissionId);
  const { name } = await getAsset(context, seen.submission.assetId);
  const at = context.clock.now();
  // Reading takes a while and needs no lock: findings of ended scans do not change.
  const read = await readUploadedWorkbook(bytes, submissionReport(seen, name, [], at), signal);
  if (!read.ok)
    throw new AppError('VALIDATION', {
      message: 'validation',
      fields: [{ field: 'file', message: 'appeals.workbookRefused' }],
    });
  return inTransaction(async (tx) => {
    const { appeal, submission } = await lockEditableAppeal(tx, scope, submissionId);
    const assessments = await findAssessments(tx, scope, appeal.id);
    if (hashAssessments(assessments) !== basis) throw conflict('appeals.changedSincePreview');
    const { changes } = workbookChanges(assessments, read.rows, new Map(carriedTexts(seen.findings)));
    const written = changes.map(({ findingId, after }) => ({ findingId, ...after }));
    await putAssessments(
      tx,
      scope,
      { appealId: appeal.id, updatedById: scope.userId, updatedAt: at },
      written,
    );
    if (changes.length > 0)
      await recordAudit(tx, context, {
        event: 'appeal.assessed',
        organizationId: scope.organizationId,
        subject: { type: 'appeal', id: appeal.id },
        assetId: submission.assetId,
        after: { findings: changes.length, workbook: sha256 },
      });
    await keepProof(tx, context, scope, {
      appealId: appeal.id,
      assetId: submission.assetId,
      kind: 'WORKBOOK',
      side: 'SELLER',
      fileName: cleanFileName(fileName, 'report.xlsx'),
      contentType: REPORT_FORMATS.xlsx,
      bytes,
    });
    return { changed: changes.length };
  });
}
