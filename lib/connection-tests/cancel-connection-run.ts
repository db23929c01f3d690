import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { inTransaction } from '@/lib/db/client';
import { endUnfinished } from './rules/run-plan';
import { cancelQueuedRun, lockRun, requestRunCancel, requireRun } from './run/store';
import { runReferenceSchema } from './schemas';

/**
 * Stops a run: at once while it is queued, else its worker stops within a second, in the middle of a call too. What is
 * finished is kept. Cancelling one that is over, or cancelling twice, changes nothing.
 * @throws AppError NOT_FOUND
 */
export async function cancelConnectionRun(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'connection.run');
  const { assetId, runId } = parseInput(runReferenceSchema, input);
  const at = context.clock.now();
  await inTransaction(async (tx) => {
    await lockRun(tx, scope, runId);
    const run = await requireRun(tx, scope, assetId, runId);
    const items = endUnfinished(run.items, 'CANCELLED');
    const isStopped =
      (await cancelQueuedRun(tx, scope, { runId, items, at })) ||
      (await requestRunCancel(tx, scope, { runId, at }));
    if (!isStopped) return;
    await recordAudit(tx, context, {
      event: 'connection.runCancelled',
      organizationId: scope.organizationId,
      subject: { type: 'connection', id: assetId },
      assetId,
      after: { runId },
    });
  });
}
