import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { inTransaction, type Transaction } from '@/lib/db/client';
import { addSettleJob } from './add-settle-job';
import type { ScanRecord } from './scan-record';
import { cancelQueued, findSubmissionScans, requestCancel, requireScanOrRetest } from './store';

/**
 * Stops a scan: at once while it is queued, else its worker stops within two seconds. Stopping one that is over, or
 * stopping twice, changes nothing.
 */
export async function cancelScan(context: Context, scanId: string): Promise<void> {
  const scope = authorise(context, 'scan.cancel');
  await inTransaction(async (tx) => {
    const scan = await requireScanOrRetest(tx, scope, scanId);
    await stop(tx, context, scope, scan);
  });
}

/** Stops what a submission still has running, in the transaction that takes it back. */
export async function cancelSubmissionScans(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope,
  submissionId: string,
): Promise<void> {
  for (const scan of await findSubmissionScans(tx, scope, submissionId)) await stop(tx, context, scope, scan);
}

async function stop(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope,
  scan: ScanRecord,
): Promise<void> {
  const at = context.clock.now();
  const isEnded = await cancelQueued(tx, scope, scan.id, at);
  if (!isEnded && !(await requestCancel(tx, scope, scan.id, at))) return;
  await recordAudit(tx, context, {
    event: 'scan.cancelRequested',
    organizationId: scope.organizationId,
    subject: { type: 'scan', id: scan.id },
    websiteId: scan.websiteId,
  });
  if (isEnded) await addSettleJob(tx, scan);
}
