import { lockAsset } from '@/lib/assets/for-other-rooms';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { keyOverlapSchema } from '../schemas';
import { deletePreviousKey } from './store';

/**
 * Forgets the replaced key of an interface type now, before its overlap ends. Results stay: they were got with the
 * current key. Allowed whatever the asset's status, because a key that leaked cannot wait for a decision.
 * @returns whether there was one to forget
 */
export async function endKeyOverlap(context: Context, input: unknown): Promise<{ isEnded: boolean }> {
  const scope = authorise(context, 'connection.edit');
  const { assetId, interfaceType } = parseInput(keyOverlapSchema, input);
  return inTransaction(async (tx) => {
    await lockAsset(tx, scope, assetId);
    const isEnded = await deletePreviousKey(tx, scope, { assetId, interfaceType });
    if (isEnded)
      await recordAudit(tx, context, {
        event: 'connection.keyOverlapEnded',
        organizationId: scope.organizationId,
        subject: { type: 'connection', id: assetId },
        assetId,
        after: { interfaceType },
      });
    return { isEnded };
  });
}
