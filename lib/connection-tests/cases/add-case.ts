import { lockAsset } from '@/lib/assets/for-other-rooms';
import { requireEditable } from '@/lib/assets/require-editable';
import { authorise, type Context } from '@/lib/auth/actor';
import { limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { sealRequest } from '../kept-requests';
import { requireValidRequest } from '../require-valid-request';
import { CASE_LIMITS } from '../rules/saved-case';
import { newCaseSchema } from '../schemas';
import { recordCaseChange } from './record-case-change';
import { refuseTakenName } from './refuse-taken-name';
import { requireInterface } from './require-interface';
import { countNamedCases, insertCase } from './store';

/**
 * Keeps a request of the builder as a new case of its interface, under a name of its own.
 * @throws AppError VALIDATION for a request beyond the interface's limits or a name that is taken; LIMIT_EXCEEDED;
 * PRECONDITION_FAILED when the asset is under review or decided, or declares nothing yet
 */
export async function addCase(context: Context, input: unknown): Promise<{ caseId: string }> {
  const scope = authorise(context, 'connection.edit');
  const { assetId, activity, name, request } = parseInput(newCaseSchema, input);
  const at = context.clock.now();
  const id = newId(at.getTime());
  await refuseTakenName(
    inTransaction(async (tx) => {
      requireEditable(await lockAsset(tx, scope, assetId));
      const { spec, protocol } = await requireInterface(tx, scope, { assetId, activity });
      requireValidRequest(spec, request);
      const place = { assetId, protocol, activity };
      const most = CASE_LIMITS.perInterface;
      if ((await countNamedCases(tx, scope, place)) >= most)
        throw limitExceeded('connection.tooManyCases', { values: { most } });
      await insertCase(tx, scope, {
        ...{ ...place, id, name, at },
        sealedRequest: await sealRequest(request, assetId),
      });
      await recordCaseChange(tx, context, scope, {
        event: 'connection.caseSaved',
        assetId,
        after: { activity, name },
      });
    }),
  );
  return { caseId: id };
}
