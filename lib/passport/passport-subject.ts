import { type OrganizationScope, type PlatformScope, toOrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { transitionFor } from '@/lib/lifecycle/rules/lifecycle';
import type { ScanView } from '@/lib/scans/get-scan-report';
import { listSubmissionScans } from '@/lib/scans/list-submission-scans';
import { findSubmissionOfAnyone, findTransitions } from '@/lib/submissions/for-other-rooms';
import type { SubmissionRecord, TransitionRecord } from '@/lib/submissions/store';

/** A submission at the change of its status that a passport is made of. */
export type PassportSubject = {
  scope: OrganizationScope;
  submission: SubmissionRecord;
  /** Up to the one that it is made of, oldest first. */
  transitions: TransitionRecord[];
  last: TransitionRecord;
  /** Those of the last sending. */
  scans: ScanView[];
};

/**
 * Null where the newest change of status is none that a passport is made of: nothing of it is judged, or no longer.
 * Questions and replies within a review leave its status as it is, and what was submitted too.
 */
export async function findPassportSubject(
  db: Database,
  platform: PlatformScope,
  submissionId: string,
): Promise<PassportSubject | null> {
  const submission = await findSubmissionOfAnyone(db, platform, submissionId);
  if (!submission) return null;
  const scope = toOrganizationScope(submission, platform);
  const history = await findTransitions(db, scope, submission.id);
  const judgedAt = history.findLastIndex((one) => one.from !== one.to);
  const transitions = history.slice(0, judgedAt + 1);
  const last = transitions.at(-1);
  if (!last || !isJudged(last)) return null;
  const scans = (await listSubmissionScans(db, scope, submission.id)).filter(
    ({ createdAt }) => submission.submittedAt !== null && createdAt >= submission.submittedAt,
  );
  return { scope, submission, transitions, last, scans };
}

/** What the event means is in the table, as that it makes a passport. */
const isJudged = ({ from, event }: TransitionRecord): boolean =>
  transitionFor(from, event as Parameters<typeof transitionFor>[1])?.effects.includes('MAKE_PASSPORT') ??
  false;
