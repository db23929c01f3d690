import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { type ScanView, withValidity } from './get-scan-report';
import { findSubmissionScans } from './store';

/** The scans of a submission, oldest first; those of an earlier sending included. */
export async function listSubmissionScans(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
): Promise<ScanView[]> {
  return (await findSubmissionScans(db, scope, submissionId)).map(withValidity);
}
