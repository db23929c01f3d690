import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { FindingRecord } from './finding-record';
import { findScanFindings } from './store';

/** The findings of these scans, scan by scan, in the order of each report. */
export function listFindings(
  db: Database,
  scope: OrganizationScope,
  scanIds: readonly string[],
): Promise<FindingRecord[]> {
  return findScanFindings(db, scope, scanIds);
}
