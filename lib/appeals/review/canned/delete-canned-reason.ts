import { recordAudit } from '@/lib/audit/record-audit';
import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { conflict } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { cannedReasonSchema } from '../../schemas';
import { findCannedReasons, removeCannedReason } from './canned-reason-store';

/** Deletes a ready-made reason; verdicts that were given with it keep their text. @throws AppError CONFLICT when it is gone or another text */
export async function deleteCannedReason(context: Context, input: unknown): Promise<void> {
  const platform = authorisePlatform(context, 'reason.manage');
  const { reasonId: id, version } = parseInput(cannedReasonSchema, input);
  await inTransaction(async (tx) => {
    const before = (await findCannedReasons(tx, platform)).find((one) => one.id === id);
    if (!(await removeCannedReason(tx, platform, { id, version })))
      throw conflict('appeals.cannedReasonChanged');
    await recordAudit(tx, context, {
      event: 'review.reasonDeleted',
      organizationId: null,
      subject: { type: 'canned-reason', id },
      before,
    });
  });
}
