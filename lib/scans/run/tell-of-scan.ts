import type { TxContext } from '@/lib/auth/actor';
import { notify } from '@/lib/notices/notify';
import type { ScanRecord, ScanStatus } from '../scan-record';

/**
 * Tells who asked for a self-check how it ended, or those who work here when they are gone. Of the scans of a submission
 * its decision tells; who stops a scan knows that it ended.
 */
export async function tellOfScan(
  context: TxContext,
  scan: Pick<ScanRecord, 'id' | 'organizationId' | 'websiteId' | 'host' | 'purpose' | 'requestedById'>,
  end: { status: ScanStatus; reasonCode: string | null; findings: number },
): Promise<void> {
  if (scan.purpose !== 'SELF_CHECK' || (end.status !== 'COMPLETE' && end.status !== 'INCOMPLETE')) return;
  const { id: scanId, organizationId, websiteId, host: website, requestedById } = scan;
  const news = { organizationId, key: scanId, to: requestedById === null ? [] : [requestedById] };
  const values = { scanId, websiteId, website };
  await notify(
    context,
    end.status === 'COMPLETE'
      ? { ...news, kind: 'scan.finished', values: { ...values, findings: end.findings } }
      : { ...news, kind: 'scan.failed', values: { ...values, reason: end.reasonCode } },
  );
}
