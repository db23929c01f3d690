import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { isProofInComment } from './conversation/store';
import { lockEditableAppeal } from './lock-editable-appeal';
import { removeProofSchema } from './schemas';
import { deleteProof } from './store';

/**
 * Takes a file back from an appeal that is not under review. Its bytes stay in storage, where another appeal may refer
 * to the same ones; a file that is gone already stays gone.
 * @throws AppError NOT_FOUND; CONFLICT when it is not the seller's turn; PRECONDITION_FAILED where a comment shows it
 */
export async function removeProof(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'appeal.edit');
  const { submissionId, proofId } = parseInput(removeProofSchema, input);
  await inTransaction(async (tx) => {
    const { appeal, submission } = await lockEditableAppeal(tx, scope, submissionId);
    if (await isProofInComment(tx, scope, proofId)) throw preconditionFailed('appeals.proofInComment');
    const fileName = await deleteProof(tx, scope, {
      ...{ appealId: appeal.id, proofId, at: context.clock.now() },
    });
    if (fileName === null) return;
    await recordAudit(tx, context, {
      event: 'appeal.proofRemoved',
      organizationId: scope.organizationId,
      subject: { type: 'appeal', id: appeal.id },
      assetId: submission.assetId,
      before: { fileName },
    });
  });
}
