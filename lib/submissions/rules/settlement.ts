import type { ScanStatus } from '@/lib/scans/scan-record';

export type ReviewScan = { status: ScanStatus; blockingFindings: number; reasonCode: string | null };

/** What the scans of a submission make of it, once they have all ended; null while one has not. */
export type Settlement =
  | { event: 'pass' | 'hold'; reasonCode: null }
  | { event: 'fail'; reasonCode: 'HIGH_FINDINGS' }
  | { event: 'return'; reasonCode: string };

/**
 * A complete scan without a confirmed high finding passes; any confirmed high finding fails; anything that is not
 * complete is no verdict at all and gives the submission back.
 * @param isHumanReviewOn the policy switch: a clean submission is then held for a reviewer
 */
export function settle(scans: readonly ReviewScan[], isHumanReviewOn: boolean): Settlement | null {
  if (scans.length === 0 || scans.some(({ status }) => status === 'QUEUED' || status === 'RUNNING'))
    return null;
  const unfinished = scans.find(({ status }) => status !== 'COMPLETE');
  if (unfinished) return { event: 'return', reasonCode: unfinished.reasonCode ?? 'SCAN_CANCELLED' };
  if (scans.some(({ blockingFindings }) => blockingFindings > 0))
    return { event: 'fail', reasonCode: 'HIGH_FINDINGS' };
  return { event: isHumanReviewOn ? 'hold' : 'pass', reasonCode: null };
}
