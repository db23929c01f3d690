import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { database, inTransaction } from '@/lib/db/client';
import { outlastOutage } from '@/lib/db/outlast-outage';
import type { WatchDeps } from '@/lib/jobs/watch-execution';
import type { RunItem } from '../rules/run-item';
import { endUnfinished } from '../rules/run-plan';
import { addRunJob } from './add-run-job';
import { callSeller, type SellerCalls } from './call-seller';
import { finishRun } from './finish-run';
import { type Held, requeueRun } from './held-store';
import { claimQueuedRun } from './store';
import { watchRun } from './watch-run';

/** What a worker brings: the way out, and how to wait; the rest is read from the database. */
export type ConnectionRunner = SellerCalls & Pick<WatchDeps, 'every' | 'stalledAfterMs'>;

/**
 * Runs a queued run to its end; one that is no longer queued is left alone, so that a job run twice calls once. What
 * is finished is kept at once and never repeated, whoever goes on; on shutdown the run goes back to the queue; when
 * another worker took it over, this one writes nothing.
 * @param job `workerId` names this one execution: no other may ever have the same
 */
export async function runQueuedConnection(
  context: Context,
  job: { runId: string; workerId: string; signal: AbortSignal },
  runner: ConnectionRunner,
): Promise<void> {
  const scope = authoriseSystem(context);
  const run = await claimQueuedRun(database(), scope, { ...job, at: context.clock.now() });
  if (!run) return;
  const hold = { runId: run.id, workerId: job.workerId };
  const finish = (status: 'FINISHED' | 'CANCELLED', items: readonly RunItem[]) =>
    outlastOutage(() => finishRun(context, scope, run, hold, { status, items }));
  // Cancelled after its worker had gone and before anybody went on with it: nobody is called.
  if (run.cancelRequestedAt) {
    await finish('CANCELLED', endUnfinished(run.items, 'CANCELLED'));
    return;
  }
  const { every, stalledAfterMs } = runner;
  const watch = watchRun(context, scope, hold, { shutdown: job.signal, every, stalledAfterMs });
  const { end, items } = await callSeller(context, scope, run, hold, runner, watch).finally(watch.stop);
  if (end === 'LOST') return;
  if (end === 'DONE') await finish('FINISHED', items);
  else if (watch.cause() === 'CANCELLED') await finish('CANCELLED', endUnfinished(items, 'CANCELLED'));
  else if (watch.cause() === 'SHUTDOWN') await giveBack(scope, hold);
}

/** Back to the queue, for another worker to go on with. */
const giveBack = (scope: PlatformScope, hold: Held): Promise<void> =>
  outlastOutage(() =>
    inTransaction(async (tx) => {
      if (await requeueRun(tx, scope, { ...hold, isLost: false })) await addRunJob(tx, hold.runId);
    }),
  );
