import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { database, inTransaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { releaseWorker } from '@/lib/jobs/release-worker';
import { MAX_RUN_ATTEMPTS, STALLED_AFTER_MS } from '../rules/run-limits';
import type { ScanRecord } from '../scan-record';
import { endScan, findSilentSince, requeue } from './store';

/**
 * Gives scans whose worker stopped answering to another worker; one that lost its worker three times ends as
 * incomplete, so that nothing runs for ever. Any number of workers may do this at once.
 * @returns how many were taken back
 */
export async function recoverStalledScans(context: Context): Promise<number> {
  const scope = authoriseSystem(context);
  const before = new Date(context.clock.now().getTime() - STALLED_AFTER_MS);
  let recovered = 0;
  for (const scan of await findSilentSince(database(), scope, before)) {
    if (await recover(context, scope, scan)) recovered += 1;
  }
  return recovered;
}

function recover(context: Context, scope: PlatformScope, scan: ScanRecord): Promise<boolean> {
  const run = { scanId: scan.id, workerId: scan.workerId ?? '' };
  return inTransaction(async (tx) => {
    if (scan.attempt < MAX_RUN_ATTEMPTS) {
      if (!(await requeue(tx, scope, run))) return false;
      await releaseWorker(tx, run.workerId);
      await addJob(tx, 'run-scan', { scanId: scan.id });
      return true;
    }
    const at = context.clock.now();
    const end = {
      status: 'INCOMPLETE' as const,
      at,
      reasonCode: 'WORKER_LOST' as const,
      reasonData: { attempts: scan.attempt },
      result: null,
      engineVersion: null,
    };
    if (!(await endScan(tx, scope, run, end))) return false;
    await recordAudit(tx, context, {
      event: 'scan.finished',
      organizationId: scan.organizationId,
      subject: { type: 'scan', id: scan.id },
      after: { status: 'INCOMPLETE', reason: 'WORKER_LOST' },
    });
    if (scan.submissionId)
      await addJob(tx, 'settle-scan', { scanId: scan.id }, { key: `settle-scan:${scan.id}` });
    return true;
  });
}
