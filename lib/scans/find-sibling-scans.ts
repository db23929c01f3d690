import type { PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { ScanStatus } from './scan-record';
import { findReviewScans, findScanOfAnyone } from './store';

export type ReviewScanFacts = {
  id: string;
  status: ScanStatus;
  createdAt: Date;
  blockingFindings: number;
  reasonCode: string | null;
};

/** The scans of the submission that this scan belongs to, this one included; null when it belongs to none. */
export async function findSiblingScans(
  db: Database,
  scope: PlatformScope,
  scanId: string,
): Promise<{ submissionId: string; all: ReviewScanFacts[] } | null> {
  const scan = await findScanOfAnyone(db, scope, scanId);
  if (!scan?.submissionId) return null;
  return { submissionId: scan.submissionId, all: await findReviewScans(db, scope, scan.submissionId) };
}
