import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { findScanFindings } from '@/lib/findings/for-other-rooms';
import { scanValidUntil } from './rules/validity';
import type { ScanRecord } from './scan-record';
import { requireScan } from './store';

export type ScanView = ScanRecord & {
  /** Null unless the scan is complete: only a complete one is ever valid. */
  validUntil: Date | null;
};

export const withValidity = (scan: ScanRecord): ScanView => ({
  ...scan,
  validUntil: scan.status === 'COMPLETE' && scan.completedAt ? scanValidUntil(scan.completedAt) : null,
});

/** A scan with its findings in the order of the report, as decisions have them today. @throws AppError NOT_FOUND */
export async function getScanReport(
  context: Context,
  scanId: string,
): Promise<ScanView & { findings: FindingRecord[] }> {
  const scope = authorise(context, 'scan.view');
  const scan = await requireScan(database(), scope, scanId);
  const findings = await findScanFindings(database(), scope, [scan.id], context.clock.now());
  return { ...withValidity(scan), findings };
}
