import { type OrganizationScope, type PlatformScope, toOrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { findScanFindings } from '@/lib/findings/for-other-rooms';
import type { ScanView } from '@/lib/scans/get-scan-report';
import { listSubmissionScans } from '@/lib/scans/list-submission-scans';
import { findNewest, findSubmissionOfAnyone, requireSubmission, type SubmissionRecord } from './store';

/** A submission with the scans of its last sending and what they found: what an appeal and its review are about. */
export type SentSubmission = {
  submission: SubmissionRecord;
  isNewest: boolean;
  scans: ScanView[];
  findings: FindingRecord[];
};

/** In the caller's transaction, for verbs that have authorised. @throws AppError NOT_FOUND */
export async function requireSentSubmission(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
): Promise<SentSubmission> {
  return withScans(db, scope, await requireSubmission(db, scope, submissionId));
}

async function withScans(
  db: Database,
  scope: OrganizationScope,
  submission: SubmissionRecord,
): Promise<SentSubmission> {
  const { submittedAt } = submission;
  const scans = (await listSubmissionScans(db, scope, submission.id)).filter(
    ({ createdAt }) => submittedAt !== null && createdAt >= submittedAt,
  );
  const scanIds = scans.map(({ id }) => id);
  const findings = await findScanFindings(db, scope, scanIds);
  const newest = await findNewest(db, scope, submission.assetId);
  return { submission, isNewest: newest?.id === submission.id, scans, findings };
}

/** The same for reviewers, for any organization, with the scope of the submission's organization. @throws AppError NOT_FOUND */
export async function requireSentSubmissionOfAnyone(
  db: Database,
  platform: PlatformScope,
  submissionId: string,
): Promise<SentSubmission & { scope: OrganizationScope }> {
  const submission = await findSubmissionOfAnyone(db, platform, submissionId);
  if (!submission) throw notFound('submission');
  const scope = toOrganizationScope(submission, platform);
  return { ...(await withScans(db, scope, submission)), scope };
}
