import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { RUN_ATTEMPTS } from '@/lib/core/policy';
import { database, inTransaction } from '@/lib/db/client';
import { findMissingJobs } from '@/lib/jobs/find-missing-jobs';
import { releaseWorker } from '@/lib/jobs/release-worker';
import type { ConnectionRun } from '../connection-record';
import { endUnfinished } from '../rules/run-plan';
import { addRunJob, runJobKey } from './add-run-job';
import { findForsakenRuns } from './due-store';
import { finishRun } from './finish-run';
import { requeueRun } from './held-store';

/**
 * Gives runs whose worker stopped answering to another, which repeats nothing that is finished; one that lost its
 * worker three times ends. A queued run whose job has gone gets a new one. Any number of workers may do this at once.
 * @param stalledAfterMs the silence that counts as lost
 * @returns how many were taken back
 */
export async function recoverStalledRuns(context: Context, stalledAfterMs: number): Promise<number> {
  const scope = authoriseSystem(context);
  const before = new Date(context.clock.now().getTime() - stalledAfterMs);
  const { silent, waiting } = await findForsakenRuns(database(), scope, before);
  let recovered = 0;
  for (const run of silent) if (await recover(context, scope, run)) recovered += 1;
  const missing = new Set(await findMissingJobs(database(), waiting.map(runJobKey), stalledAfterMs));
  for (const id of waiting.filter((runId) => missing.has(runJobKey(runId)))) {
    await inTransaction((tx) => addRunJob(tx, id));
    recovered += 1;
  }
  return recovered;
}

function recover(context: Context, scope: PlatformScope, run: ConnectionRun): Promise<boolean> {
  const hold = { runId: run.id, workerId: run.workerId ?? '' };
  if (run.attempt >= RUN_ATTEMPTS) {
    const items = endUnfinished(run.items, 'WORKER_LOST');
    return finishRun(context, scope, run, hold, { status: 'FINISHED', items });
  }
  return inTransaction(async (tx) => {
    if (!(await requeueRun(tx, scope, { ...hold, isLost: true }))) return false;
    await releaseWorker(tx, hold.workerId);
    await addRunJob(tx, run.id);
    return true;
  });
}
