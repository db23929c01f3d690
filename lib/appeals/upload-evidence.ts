import { authorise, type Context } from '@/lib/auth/actor';
import { AppError } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import { keepProof } from './keep-proof';
import { lockEditableAppeal } from './lock-editable-appeal';
import { cleanFileName, EVIDENCE_MAX_BYTES, EVIDENCE_TYPES, judgeEvidence } from './rules/evidence-file';
import { uploadEvidenceSchema } from './schemas';

/**
 * Attaches a picture, a PDF or a text file to the appeal, its original bytes kept with their hash.
 * @throws AppError NOT_FOUND; VALIDATION for other kinds of files; LIMIT_EXCEEDED beyond twenty; CONFLICT when it is not
 *   the seller's turn
 */
export async function uploadEvidence(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId, bytes, fileName } = parseInput(uploadEvidenceSchema, input);
  await requireSentSubmission(database(), scope, submissionId);
  const judged = judgeEvidence(fileName, bytes);
  if (!judged.ok)
    throw new AppError('VALIDATION', {
      message: 'validation',
      fields: [
        {
          field: 'file',
          message: `appeals.evidence.${judged.reason}`,
          values: { maximum: EVIDENCE_MAX_BYTES / 1024 / 1024 },
        },
      ],
    });
  await inTransaction(async (tx) => {
    const { appeal, submission } = await lockEditableAppeal(tx, scope, submissionId);
    await keepProof(tx, context, scope, {
      appealId: appeal.id,
      assetId: submission.assetId,
      kind: 'EVIDENCE',
      fileName: cleanFileName(fileName, `evidence.${judged.kind}`),
      contentType: EVIDENCE_TYPES[judged.kind],
      bytes,
    });
  });
}
