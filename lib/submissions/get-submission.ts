import type { AssetRecord } from '@/lib/assets/store';
import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { findScanFindings } from '@/lib/findings/for-other-rooms';
import type { ScanView } from '@/lib/scans/get-scan-report';
import { listSubmissionScans } from '@/lib/scans/list-submission-scans';
import { getReadiness } from './get-readiness';
import type { StatusLine } from './rules/status-line';
import { submissionLine } from './rules/submission-line';
import { findTransitions, requireSubmission, type SubmissionRecord, type TransitionRecord } from './store';

export type SubmissionDetails = {
  submission: SubmissionRecord;
  asset: AssetRecord;
  transitions: TransitionRecord[];
  /** Those of the last time it was sent. */
  scans: ScanView[];
  findings: FindingRecord[];
  line: StatusLine;
  /** A newer one exists: this one is history and can no longer be appealed. */
  isNewest: boolean;
};

/** A submission with its history, its scans and what they found. @throws AppError NOT_FOUND */
export async function getSubmission(context: Context, submissionId: string): Promise<SubmissionDetails> {
  const scope = authorise(context, 'submission.view');
  const submission = await requireSubmission(database(), scope, submissionId);
  const scans = (await listSubmissionScans(database(), scope, submission.id)).filter(
    ({ createdAt }) => submission.submittedAt !== null && createdAt >= submission.submittedAt,
  );
  const newest = await getReadiness(context, submission.assetId);
  return {
    submission,
    asset: newest.asset,
    transitions: await findTransitions(database(), scope, submission.id),
    scans,
    findings: await findScanFindings(
      database(),
      scope,
      scans.map(({ id }) => id),
    ),
    line: submissionLine(submission, newest),
    isNewest: newest.asset.submissionId === submission.id,
  };
}
