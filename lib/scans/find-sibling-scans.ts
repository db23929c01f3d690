import type { PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { findReviewScans, type ReviewScanFacts } from './blocking-store';
import { findScanOfAnyone } from './store';

/** The scans of the submission that this scan belongs to, this one included; null when it belongs to none. */
export async function findSiblingScans(
  db: Database,
  scope: PlatformScope,
  scanId: string,
  now: Date,
): Promise<{ submissionId: string; all: ReviewScanFacts[] } | null> {
  const scan = await findScanOfAnyone(db, scope, scanId);
  if (!scan?.submissionId) return null;
  return { submissionId: scan.submissionId, all: await findReviewScans(db, scope, scan.submissionId, now) };
}
