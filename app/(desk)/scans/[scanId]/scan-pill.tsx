import { chooseScanStatus } from '@/app/(desk)/assets/scan-status';
import { StatusPill } from '@/app/components/status-pill';
import type { ScanView } from '@/lib/scans/get-scan-report';

type ScanPillProps = { scan: Pick<ScanView, 'status' | 'validUntil' | 'result'>; now: Date };

/** The state of a scan; a complete one is shown as expired from the moment on at which it no longer counts. */
export function ScanPill({ scan, now }: ScanPillProps) {
  return <StatusPill status={chooseScanStatus(scan, now)} />;
}
