import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { STORED_PROTOCOLS } from '@/lib/koogallery/stored-protocols';
import { renameCaseCalls } from '@/lib/messages/for-other-rooms';
import { caseNameSchema } from '../schemas';
import { recordCaseChange } from './record-case-change';
import { refuseTakenName } from './refuse-taken-name';
import { requireNamedCase } from './require-case';
import { updateCase } from './store';

/**
 * Gives a saved case another name; its last result and its earlier calls stay its own.
 * @throws AppError CONFLICT when somebody saved since `version`; VALIDATION for a name that is taken; PRECONDITION_FAILED
 * when the asset is under review or decided, and for an interface's own case; NOT_FOUND
 */
export async function renameCase(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'connection.edit');
  const { assetId, caseId, version, name } = parseInput(caseNameSchema, input);
  await refuseTakenName(
    inTransaction(async (tx) => {
      const known = await requireNamedCase(tx, scope, { assetId, caseId, version });
      if (known.name === name) return;
      const { activity, protocol } = known;
      await updateCase(tx, scope, { caseId, version, name, at: context.clock.now() });
      const calls = { assetId, protocol: STORED_PROTOCOLS[protocol], activity, caseName: known.name };
      await renameCaseCalls(tx, scope, calls, name);
      await recordCaseChange(tx, context, scope, {
        event: 'connection.caseRenamed',
        assetId,
        before: { activity, name: known.name },
        after: { activity, name },
      });
    }),
  );
}
