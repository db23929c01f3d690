import type { ShownStatus } from '@/app/components/status-pill';
import type { ScanView } from '@/lib/scans/get-scan-report';
import { classCounts } from '@/lib/scans/rules/scan-summary';
import { isScanValid } from '@/lib/scans/rules/validity';
import type { ReadinessItem, SectionState, WebsiteFacts } from '@/lib/submissions/rules/readiness-facts';

/** The self-check state of a website, as a pill shows it; a complete one counts for 30 days. */
export function scanStatus(
  { isScanRunning, latestScan }: Pick<WebsiteFacts, 'isScanRunning' | 'latestScan'>,
  now: Date,
): ShownStatus {
  if (isScanRunning) return 'RUNNING';
  if (latestScan === null) return 'NOT_STARTED';
  if (latestScan.status === 'INCOMPLETE') return 'INCOMPLETE';
  if (!isScanValid(latestScan.completedAt, now)) return 'EXPIRED';
  if (latestScan.blockingFindings > 0) return 'FINDINGS';
  return latestScan.untestedClasses > 0 ? 'SCANNED' : 'PASSED';
}

/**
 * The pill of one scan. One whose 30 days are over is expired, whatever it found; only one that tested every class and
 * found nothing is green.
 */
export function chooseScanStatus(
  { status, validUntil, result }: Pick<ScanView, 'status' | 'validUntil' | 'result'>,
  now: Date,
): ShownStatus {
  if (validUntil !== null && validUntil <= now) return 'EXPIRED';
  if (status === 'RETESTED') return 'FINISHED';
  if (status !== 'COMPLETE') return status;
  if (result === null) return 'SCANNED';
  if (result.counters.findings > 0) return 'SCANNED_WITH_FINDINGS';
  return classCounts(result.checklist).untested > 0 ? 'SCANNED' : 'FINISHED';
}

/**
 * The pill of a section. "Blocked" is only said where one of its own blockers says why: high findings block a release,
 * not the request.
 * @param blockers those of this section
 */
export function sectionStatus(
  state: SectionState,
  blockers: readonly Pick<ReadinessItem, 'code'>[],
): SectionState | 'FINDINGS' {
  if (state !== 'BLOCKED') return state;
  if (blockers.length === 0) return 'FINDINGS';
  return blockers.some(({ code }) => code === 'SCAN_RUNNING') ? 'IN_PROGRESS' : 'BLOCKED';
}
