import type { ScanView } from '@/lib/scans/get-scan';
import { isScanValid } from '@/lib/scans/rules/validity';
import type { WebsiteFacts } from '@/lib/submissions/rules/readiness-facts';
import type { ShownStatus } from '../../components/status-pill';

/** How a website stands with its self-check, as a pill shows it; a complete one counts for 30 days. */
export function scanStatus(
  { isScanRunning, latestScan }: Pick<WebsiteFacts, 'isScanRunning' | 'latestScan'>,
  now: Date,
): ShownStatus {
  if (isScanRunning) return 'RUNNING';
  if (latestScan === null) return 'NOT_STARTED';
  if (latestScan.status === 'INCOMPLETE') return 'INCOMPLETE';
  if (!isScanValid(latestScan.completedAt, now)) return 'EXPIRED';
  return latestScan.blockingFindings > 0 ? 'FINDINGS' : 'PASSED';
}

const SCAN_STATUS = {
  QUEUED: 'QUEUED',
  RUNNING: 'RUNNING',
  COMPLETE: 'FINISHED',
  INCOMPLETE: 'INCOMPLETE',
  CANCELLED: 'CANCELLED',
} as const satisfies Record<ScanView['status'], ShownStatus>;

/** The pill of one scan; one whose 30 days are over is expired, whatever it found. */
export function shownScanStatus(
  { status, validUntil }: Pick<ScanView, 'status' | 'validUntil'>,
  now: Date,
): ShownStatus {
  return validUntil !== null && validUntil <= now ? 'EXPIRED' : SCAN_STATUS[status];
}
