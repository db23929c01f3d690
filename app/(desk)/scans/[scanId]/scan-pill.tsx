import type { ScanView } from '@/lib/scans/get-scan';
import { StatusPill } from '../../../components/status-pill';

/** The state of a scan; a complete one is shown as expired from the moment on at which it no longer counts. */
export function ScanPill({ scan, now }: { scan: Pick<ScanView, 'status' | 'validUntil'>; now: Date }) {
  return <StatusPill status={scan.validUntil !== null && scan.validUntil <= now ? 'EXPIRED' : scan.status} />;
}
