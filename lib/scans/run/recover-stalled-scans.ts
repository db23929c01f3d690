import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { RUN_ATTEMPTS } from '@/lib/core/policy';
import { database, inTransaction } from '@/lib/db/client';
import { findMissingJobs } from '@/lib/jobs/find-missing-jobs';
import { releaseWorker } from '@/lib/jobs/release-worker';
import { addRunJob, runJobKey } from '../add-scan-jobs';
import type { ScanRecord } from '../scan-record';
import { finishRun, incomplete } from './finish-run';
import { findSilentSince, findWaitingSince, requeue } from './store';

/**
 * Gives scans whose worker stopped answering to another worker; one that lost its worker three times ends as
 * incomplete, so that nothing runs for ever. A queued scan whose job has gone gets a new one, so that nothing waits for
 * ever either. Any number of workers may do this at once.
 * @param stalledAfterMs the silence that counts as lost
 * @returns how many were taken back
 */
export async function recoverStalledScans(context: Context, stalledAfterMs: number): Promise<number> {
  const scope = authoriseSystem(context);
  const before = new Date(context.clock.now().getTime() - stalledAfterMs);
  let recovered = 0;
  for (const scan of await findSilentSince(database(), scope, before)) {
    if (await recover(context, scope, scan)) recovered += 1;
  }
  const waiting = await findWaitingSince(database(), scope, before);
  const missing = new Set(await findMissingJobs(database(), waiting.map(runJobKey), stalledAfterMs));
  for (const id of waiting.filter((scanId) => missing.has(runJobKey(scanId)))) {
    await inTransaction((tx) => addRunJob(tx, id));
    recovered += 1;
  }
  return recovered;
}

function recover(context: Context, scope: PlatformScope, scan: ScanRecord): Promise<boolean> {
  const run = { scanId: scan.id, workerId: scan.workerId ?? '' };
  if (scan.attempt >= RUN_ATTEMPTS) {
    const end = incomplete(context, 'WORKER_LOST', { attempts: scan.attempt });
    return finishRun(context, scope, scan, run, end);
  }
  return inTransaction(async (tx) => {
    if (!(await requeue(tx, scope, { ...run, isLost: true }))) return false;
    await releaseWorker(tx, run.workerId);
    await addRunJob(tx, scan.id);
    return true;
  });
}
