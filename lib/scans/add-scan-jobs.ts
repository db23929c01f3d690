import type { Transaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';

/** The key of the one job that runs a scan: adding it again replaces one that has not begun. */
export const runJobKey = (scanId: string): string => `run-scan:${scanId}`;

/** Has a queued scan run by the next free worker, not before `runAt`. */
export const addRunJob = (tx: Transaction, scanId: string, runAt?: Date): Promise<void> =>
  addJob(tx, 'run-scan', { scanId }, { key: runJobKey(scanId), ...(runAt ? { runAt } : {}) });

/** Tells the submission that waits for a scan, if there is one, that it has ended. */
export async function addSettleJob(
  tx: Transaction,
  scan: { id: string; submissionId: string | null },
): Promise<void> {
  if (scan.submissionId)
    await addJob(tx, 'settle-scan', { scanId: scan.id }, { key: `settle-scan:${scan.id}` });
}
