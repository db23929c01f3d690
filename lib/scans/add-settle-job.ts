import type { Transaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';

/** Tells the submission that waits for a scan, if there is one, that it has ended. */
export async function addSettleJob(
  tx: Transaction,
  scan: { id: string; submissionId: string | null },
): Promise<void> {
  if (scan.submissionId)
    await addJob(tx, 'settle-scan', { scanId: scan.id }, { key: `settle-scan:${scan.id}` });
}
