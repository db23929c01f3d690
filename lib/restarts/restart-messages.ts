import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { requireCallAllowance } from '@/lib/connection-tests/require-call-allowance';
import { restartSchema } from '@/lib/connection-tests/schemas';
import { conflict, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { inTransaction, isUniqueViolation } from '@/lib/db/client';
import { addLongJob } from '@/lib/jobs/add-long-job';
import { previewRestart } from './preview-restart';
import { insertRestart } from './store';

/**
 * Queues messages to be sent again, each as a further attempt of itself, signed now. Those that cannot be sent are kept
 * with the reason.
 * @param input `willSend`: the count that was confirmed
 * @throws AppError VALIDATION, PRECONDITION_FAILED when none can be sent, CONFLICT when the count is another one by
 * now or somebody was faster, LIMIT_EXCEEDED
 */
export async function restartMessages(
  context: Context,
  input: unknown,
  allowedHosts: ReadonlySet<string> = configuration().OUTBOUND_ALLOW_PRIVATE,
): Promise<{ restartId: string }> {
  const scope = authorise(context, 'connection.run');
  const { messageIds, willSend } = parseInput(restartSchema, input);
  const preview = await previewRestart(context, { messageIds }, allowedHosts);
  if (preview.willSend === 0) throw preconditionFailed('messages.restart.nothingToSend');
  if (preview.willSend !== willSend) throw conflict('messages.restart.changed');
  await requireCallAllowance(context.clock, scope, willSend);
  const createdAt = context.clock.now();
  const id = newId(createdAt.getTime());
  await inTransaction(async (tx) => {
    await insertRestart(tx, scope, { id, createdAt, requestedById: scope.userId, items: preview.rows });
    await recordAudit(tx, context, {
      event: 'message.restartRequested',
      organizationId: scope.organizationId,
      subject: { type: 'organization', id: scope.organizationId },
      after: { messages: willSend },
    });
    await addLongJob(tx, 'restart-messages', id);
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error, 'MessageRestartItem_one_open_per_message')) throw error;
    throw conflict('messages.restart.changed');
  });
  return { restartId: id };
}
