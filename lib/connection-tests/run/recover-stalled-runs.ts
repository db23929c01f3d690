import { authoriseSystem, type Context } from '@/lib/auth/actor';
import { MINUTE_MS } from '@/lib/core/clock';
import { database, inTransaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { releaseWorker } from '@/lib/jobs/release-worker';
import { findSilentRuns, requeueRun } from './store';

/** Longer than one call may take: the heartbeat is written between calls. */
const SILENT_AFTER_MS = MINUTE_MS;

/** Gives runs whose worker stopped answering to another; finished cases are not repeated. @returns how many */
export async function recoverStalledRuns(context: Context): Promise<number> {
  const scope = authoriseSystem(context);
  const silent = await findSilentRuns(
    database(),
    scope,
    new Date(context.clock.now().getTime() - SILENT_AFTER_MS),
  );
  let recovered = 0;
  for (const run of silent) {
    const workerId = run.workerId ?? '';
    await inTransaction(async (tx) => {
      if (!(await requeueRun(tx, scope, { runId: run.id, workerId }))) return;
      await releaseWorker(tx, workerId);
      await addJob(tx, 'run-connection', { runId: run.id });
      recovered += 1;
    });
  }
  return recovered;
}
