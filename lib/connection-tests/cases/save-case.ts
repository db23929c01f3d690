import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { sealRequest } from '../kept-requests';
import { requireValidRequest } from '../require-valid-request';
import { savedCaseSchema } from '../schemas';
import { recordCaseChange } from './record-case-change';
import { requireCase } from './require-case';
import { requireInterface } from './require-interface';
import { updateCase } from './store';

/**
 * Saves another request in a case. Its last result then counts no more: it was got with the request before.
 * @throws AppError CONFLICT when somebody saved since `version`; VALIDATION; PRECONDITION_FAILED when the asset is under
 * review or decided; NOT_FOUND
 */
export async function saveCase(context: Context, input: unknown): Promise<{ version: number }> {
  const scope = authorise(context, 'connection.edit');
  const { assetId, caseId, version, request } = parseInput(savedCaseSchema, input);
  return inTransaction(async (tx) => {
    const known = await requireCase(tx, scope, { assetId, caseId, version });
    const { activity, name } = known;
    const { spec } = await requireInterface(tx, scope, known);
    requireValidRequest(spec, request);
    const sealedRequest = await sealRequest(request, assetId);
    await updateCase(tx, scope, { caseId, version, sealedRequest, at: context.clock.now() });
    await recordCaseChange(tx, context, scope, {
      event: 'connection.caseSaved',
      assetId,
      after: { activity, name },
    });
    return { version: version + 1 };
  });
}
