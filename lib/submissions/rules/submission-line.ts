import { isApproved, type SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { type StatusLine, statusLine } from './status-line';

type Submission = {
  id: string;
  status: SubmissionStatus;
  reasonCode: string | null;
  deadlineAt: Date | null;
  pausedAt: Date | null;
  supersededAt: Date | null;
};

const NOTHING_OPEN = { blockers: [], highFindings: 0 };

/**
 * The status line of one submission. The newest one has its asset's line; an approved one beside a newer draft stays
 * approved whatever happens to the draft; all others are history.
 */
export function submissionLine(
  submission: Submission,
  newest: { asset: { submissionId: string | null }; line: StatusLine },
): StatusLine {
  if (submission.id === newest.asset.submissionId) return newest.line;
  const isReplaced = submission.supersededAt !== null || !isApproved(submission.status);
  return statusLine({ ...submission, isReplaced, readiness: NOTHING_OPEN, decided: null });
}
