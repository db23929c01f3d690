import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { DAY_MS, MINUTE_MS } from '@/lib/core/clock';
import { conflict, preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { BULK_DAYS, BULK_ROWS_AT_ONCE } from '@/lib/core/policy';
import { addJob } from '@/lib/jobs/add-job';
import { goOn } from './go-on';
import { planBulk } from './plan-bulk';
import { countPlan } from './rules/bulk-plan';
import { startBulkSchema } from './schemas';
import { deleteOldRuns, findRunOfKey, insertBulkRun, lockBulk } from './store';

/**
 * Does what `previewBulk` has told, to each row for itself: at once up to 100 rows, and in the background beyond. The job
 * is added in any case, so that a run whose process ends is gone on with.
 * @returns the run; of a question that was confirmed before, the one that there is
 * @throws AppError VALIDATION, PRECONDITION_FAILED when nothing can be done, CONFLICT when it is not what was confirmed,
 * LIMIT_EXCEEDED
 */
export async function startBulk(context: Context, input: unknown): Promise<{ runId: string }> {
  authorise(context, 'asset.view');
  const { key, willDo, ...selection } = parseInput(startBulkSchema, input);
  const scope =
    selection.kind === 'RESCAN' ? authorise(context, 'scan.run') : authorise(context, 'asset.delete');
  const { kind } = selection;
  const createdAt = context.clock.now();
  const runId = newId(createdAt.getTime());
  const isBackground = willDo > BULK_ROWS_AT_ONCE;
  const there = await transact(context, async ({ tx }) => {
    await lockBulk(tx, scope);
    const known = await findRunOfKey(tx, scope, key);
    if (known) return known;
    const { assets, items } = await planBulk(tx, scope, selection, createdAt);
    const counted = countPlan(items);
    if (counted.willDo === 0) throw preconditionFailed('assets.bulkNothing');
    if (counted.willDo !== willDo) throw conflict('assets.bulkChanged');
    await deleteOldRuns(tx, scope, new Date(createdAt.getTime() - BULK_DAYS * DAY_MS));
    await insertBulkRun(tx, scope, { id: runId, requestedById: scope.userId, kind, key, createdAt, items });
    await recordAudit(tx, context, {
      event: 'asset.bulkRequested',
      organizationId: scope.organizationId,
      subject: { type: 'organization', id: scope.organizationId },
      after: { kind, assets, willDo },
    });
    const runAt = isBackground ? createdAt : new Date(createdAt.getTime() + MINUTE_MS);
    await addJob(tx, 'run-bulk', { runId }, { key: `run-bulk:${runId}`, runAt });
    return null;
  });
  if (there) return { runId: there };
  if (!isBackground) await goOn(context, scope, { id: runId, kind });
  return { runId };
}
