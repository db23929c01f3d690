import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { deleteOpinionSchema } from './schemas';
import { deleteOpinionRow } from './store';

/** Deletes an imported report; one that is gone already stays gone. @param input `{ websiteId, opinionId }` */
export async function deleteOpinion(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'opinion.edit');
  const ids = parseInput(deleteOpinionSchema, input);
  await inTransaction(async (tx) => {
    const deleted = await deleteOpinionRow(tx, scope, ids);
    if (deleted === null) return;
    await recordAudit(tx, context, {
      event: 'opinion.deleted',
      organizationId: scope.organizationId,
      subject: { type: 'website', id: ids.websiteId },
      before: deleted,
    });
  });
}
