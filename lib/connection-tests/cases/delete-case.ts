import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { caseVersionSchema } from '../schemas';
import { recordCaseChange } from './record-case-change';
import { requireNamedCase } from './require-case';
import { deleteCaseRow } from './store';

/**
 * Deletes a saved case; its calls stay in the message log.
 * @throws AppError CONFLICT when somebody saved since `version`; PRECONDITION_FAILED when the asset is under review or
 * decided, and for an interface's own case; NOT_FOUND
 */
export async function deleteCase(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'connection.edit');
  const { assetId, caseId, version } = parseInput(caseVersionSchema, input);
  await inTransaction(async (tx) => {
    const { activity, name } = await requireNamedCase(tx, scope, { assetId, caseId, version });
    await deleteCaseRow(tx, scope, caseId);
    await recordCaseChange(tx, context, scope, {
      event: 'connection.caseDeleted',
      assetId,
      before: { activity, name },
    });
  });
}
