import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context, type PlatformScope } from '@/lib/auth/actor';
import { differingFields, editConflict } from '@/lib/core/edit-conflict';
import { type AppError, conflict } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction, type Transaction } from '@/lib/db/client';
import { saveCannedReasonSchema } from '../../schemas';
import {
  type CannedReason,
  findCannedReasons,
  insertCannedReason,
  updateCannedReason,
} from './canned-reason-store';

/**
 * Adds a ready-made reason, or changes one.
 * @param input `{ reasonId, version }` of the one that is changed, absent for a new one; `outcome`, `english`, `chinese`
 * @throws AppError VALIDATION; CONFLICT when somebody else has changed it, with both texts, or deleted it
 */
export async function saveCannedReason(context: Context, input: unknown): Promise<{ version: number }> {
  const platform = authorisePlatform(context, 'reason.manage');
  const { reasonId, version, ...columns } = parseInput(saveCannedReasonSchema, input);
  const createdAt = context.clock.now();
  return inTransaction(async (tx) => {
    const id = reasonId ?? newId(createdAt.getTime());
    const before = (await findCannedReasons(tx, platform)).find((one) => one.id === id);
    if (reasonId === undefined) await insertCannedReason(tx, platform, { id, ...columns, createdAt });
    else if (!(await updateCannedReason(tx, platform, { id, version, ...columns })))
      throw await changedMeanwhile(tx, platform, { id, ...columns });
    await recordAudit(tx, context, {
      event: 'review.reasonSaved',
      organizationId: null,
      subject: { type: 'canned-reason', id },
      ...(before ? { before } : {}),
      after: columns,
    });
    return { version: reasonId === undefined ? 1 : version + 1 };
  });
}

/** Read again: what another administrator stored at the same moment is there once the update did not find its version. */
async function changedMeanwhile(
  tx: Transaction,
  platform: PlatformScope,
  yours: Omit<CannedReason, 'version'>,
): Promise<AppError> {
  const stored = (await findCannedReasons(tx, platform)).find(({ id }) => id === yours.id);
  if (!stored) return conflict('appeals.cannedReasonChanged');
  const fields = differingFields(['outcome', 'english', 'chinese'], { yours, theirs: stored });
  return editConflict('appeals.changedMeanwhile', { version: stored.version, changedBy: null, fields });
}
