import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { notFound, preconditionFailed } from '@/lib/core/errors';
import { database, inTransaction } from '@/lib/db/client';
import { findDetails } from './log/store';
import type { AttemptRecord } from './message-record';
import { openAttempt } from './open-message';

/**
 * An attempt byte for byte, secrets included. Each time is written into the audit before anything is shown.
 * @param attemptId absent: the newest
 * @throws AppError NOT_FOUND, PRECONDITION_FAILED where the key that sealed it is gone
 */
export async function revealMessage(
  context: Context,
  messageId: string,
  attemptId?: string,
): Promise<AttemptRecord> {
  const scope = authorise(context, 'message.reveal');
  const found = await findDetails(database(), scope, messageId);
  const wanted = found?.attempts.find(({ masked }) => attemptId === undefined || masked.id === attemptId);
  if (!found || !wanted) throw notFound('message');
  const attempt = await openAttempt(wanted.masked, wanted.sealed);
  if (!attempt) throw preconditionFailed('messages.cannotOpen');
  const { row } = found;
  await inTransaction((tx) =>
    recordAudit(tx, context, {
      event: 'message.revealed',
      organizationId: scope.organizationId,
      subject: { type: 'message', id: row.id },
      assetId: row.assetId,
      after: { activity: row.activity, attempt: wanted.masked.sequence },
    }),
  );
  return attempt;
}
