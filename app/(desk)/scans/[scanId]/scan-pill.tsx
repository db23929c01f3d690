import type { ScanView } from '@/lib/scans/get-scan';
import { StatusPill } from '../../../components/status-pill';
import { shownScanStatus } from '../../assets/scan-status';

type ScanPillProps = { scan: Pick<ScanView, 'status' | 'validUntil' | 'result'>; now: Date };

/** The state of a scan; a complete one is shown as expired from the moment on at which it no longer counts. */
export function ScanPill({ scan, now }: ScanPillProps) {
  return <StatusPill status={shownScanStatus(scan, now)} />;
}
