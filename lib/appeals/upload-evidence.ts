import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { database, inTransaction } from '@/lib/db/client';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import { takeEvidence } from './evidence/take-evidence';
import { keepProof } from './keep-proof';
import { lockEditableAppeal } from './lock-editable-appeal';
import { uploadEvidenceSchema } from './schemas';

/**
 * Attaches a picture, a PDF or a text file to the appeal, kept with its hash.
 * @throws AppError NOT_FOUND; VALIDATION for other kinds of files; LIMIT_EXCEEDED beyond twenty; CONFLICT when it is not
 *   the seller's turn
 */
export async function uploadEvidence(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId, bytes, fileName } = parseInput(uploadEvidenceSchema, input);
  await requireSentSubmission(database(), scope, submissionId);
  const evidence = await takeEvidence({ fileName, bytes });
  await inTransaction(async (tx) => {
    const { appeal, submission } = await lockEditableAppeal(tx, scope, submissionId);
    await keepProof(tx, context, scope, {
      appealId: appeal.id,
      assetId: submission.assetId,
      kind: 'EVIDENCE',
      side: 'SELLER',
      ...evidence,
    });
  });
}
