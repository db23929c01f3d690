import { getAsset } from '@/lib/assets/get-asset';
import type { AssetRecord } from '@/lib/assets/store';
import { authorise, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { listFindings } from '@/lib/findings/list-findings';
import type { ScanView } from '@/lib/scans/get-scan';
import { listSubmissionScans } from '@/lib/scans/list-submission-scans';
import { type WhatHappensNext, whatHappensNext } from './rules/what-happens-next';
import {
  findNewest,
  findSubmission,
  findTransitions,
  type SubmissionRecord,
  type TransitionRecord,
} from './store';

export type SubmissionDetails = {
  submission: SubmissionRecord;
  asset: AssetRecord;
  transitions: TransitionRecord[];
  /** Those of the last time it was sent. */
  scans: ScanView[];
  findings: FindingRecord[];
  next: WhatHappensNext;
  /** A newer one exists: this one is history, and cannot be appealed any more. */
  isNewest: boolean;
};

/** A submission with its history, its scans and what they found. @throws AppError NOT_FOUND */
export async function getSubmission(context: Context, submissionId: string): Promise<SubmissionDetails> {
  const scope = authorise(context, 'submission.view');
  const submission = await findSubmission(database(), scope, submissionId);
  const scans = (await listSubmissionScans(database(), scope, submission.id)).filter(
    ({ createdAt }) => submission.submittedAt !== null && createdAt >= submission.submittedAt,
  );
  const newest = await findNewest(database(), scope, submission.assetId);
  return {
    submission,
    asset: await getAsset(context, submission.assetId),
    transitions: await findTransitions(database(), scope, submission.id),
    scans,
    findings: await listFindings(
      database(),
      scope,
      scans.map(({ id }) => id),
    ),
    next: whatHappensNext(submission.status, true, submission.deadlineAt),
    isNewest: newest?.id === submission.id,
  };
}
