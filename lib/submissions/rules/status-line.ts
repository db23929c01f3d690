import {
  isApproved,
  isDraft,
  isRejected,
  isReviewing,
  type SubmissionStatus,
} from '@/lib/lifecycle/rules/status';
import type { Readiness } from './readiness';
import type { ReadinessItem } from './readiness-facts';

/** What an asset is now: one word each for the pill, the sentence beside it and the card of the overview. */
export const STATUS_LINE_CODES = [
  'NOT_READY',
  'SELF_CHECK',
  'RETURNED',
  'WILL_BE_REJECTED',
  'READY',
  'SCANNING',
  'REVIEWING',
  'QUESTIONED',
  'REJECTED',
  'TO_ANSWER',
  'FINALLY_REJECTED',
  'APPROVED',
  'SCAN_EXPIRED',
  'INTERFACE_BROKEN',
  'NOT_RELEASABLE',
  'REPLACED',
] as const;
export type StatusLineCode = (typeof STATUS_LINE_CODES)[number];

export type Turn = 'seller' | 'system' | 'reviewer' | 'nobody';

/** Texts: `status-line.<code>.label|where|who|meanwhile`, filled with the values. */
export type StatusLine = {
  code: StatusLineCode;
  /** Who acts. Decides the colour and the column of the overview, so that these cannot contradict each other. */
  turn: Turn;
  tone: 'attention' | 'progress' | 'success' | 'neutral';
  deadlineAt: Date | null;
  /** Since when the reviewers' clock is paused, because they wait for the seller. */
  pausedAt: Date | null;
  values: { blockers: number; highFindings: number; accepted: number; toAnswer: number };
  /** What the seller has to look at first; null where nothing is to be done. */
  reason: ReadinessItem | null;
};

export type Decided = {
  accepted: number;
  rejected: number;
  /** No further appeal is possible. */
  isFinal: boolean;
};

export type StatusLineFacts = {
  status: SubmissionStatus;
  reasonCode: string | null;
  deadlineAt: Date | null;
  pausedAt: Date | null;
  /** A newer approval replaced it, or a newer submission exists. */
  isReplaced?: boolean;
  /** Of the asset's working copy. */
  readiness: Pick<Readiness, 'blockers' | 'highFindings'>;
  /** The reviewer's decisions on the findings of the last appeal; null where none was decided. */
  decided: Decided | null;
};

const TURN: Record<StatusLineCode, Turn> = {
  NOT_READY: 'seller',
  SELF_CHECK: 'system',
  RETURNED: 'seller',
  WILL_BE_REJECTED: 'seller',
  READY: 'seller',
  SCANNING: 'system',
  REVIEWING: 'reviewer',
  QUESTIONED: 'seller',
  REJECTED: 'seller',
  TO_ANSWER: 'seller',
  FINALLY_REJECTED: 'seller',
  APPROVED: 'nobody',
  SCAN_EXPIRED: 'seller',
  INTERFACE_BROKEN: 'seller',
  NOT_RELEASABLE: 'seller',
  REPLACED: 'nobody',
};
const TONE = { seller: 'attention', system: 'progress', reviewer: 'progress', nobody: 'success' } as const;

/**
 * The one line that says what an asset is, who acts and in which colour. Hub, list, overview, request and report show
 * this line and nothing of their own, so that no two places can disagree.
 */
export function statusLine(facts: StatusLineFacts): StatusLine {
  const { readiness, decided, deadlineAt } = facts;
  const { code, reason = null } = chooseLine(facts);
  const turn = TURN[code];
  return {
    code,
    turn,
    tone: code === 'REPLACED' ? 'neutral' : TONE[turn],
    deadlineAt: code === 'REVIEWING' ? deadlineAt : null,
    pausedAt: code === 'QUESTIONED' ? facts.pausedAt : null,
    values: {
      blockers: readiness.blockers.length,
      highFindings: readiness.highFindings,
      accepted: decided?.accepted ?? 0,
      toAnswer: decided?.rejected ?? 0,
    },
    reason,
  };
}

type Line = { code: StatusLineCode; reason?: ReadinessItem | null };

function chooseLine(facts: StatusLineFacts): Line {
  if (facts.isReplaced) return { code: 'REPLACED' };
  const { status, decided } = facts;
  if (isDraft(status)) return draftLine(facts);
  if (isApproved(status)) return approvedLine(facts.readiness);
  if (isRejected(status)) {
    if (decided === null) return { code: 'REJECTED' };
    return { code: decided.isFinal ? 'FINALLY_REJECTED' : 'TO_ANSWER' };
  }
  return { code: isReviewing(status) && facts.pausedAt !== null ? 'QUESTIONED' : status };
}

function draftLine({ readiness, reasonCode }: StatusLineFacts): Line {
  const { blockers, highFindings } = readiness;
  const [first = null] = blockers;
  if (first === null) return { code: highFindings > 0 ? 'WILL_BE_REJECTED' : 'READY' };
  // Waiting for the scan is all there is to do.
  if (blockers.every(({ code }) => code === 'SCAN_RUNNING')) return { code: 'SELF_CHECK', reason: first };
  return { code: reasonCode === null ? 'NOT_READY' : 'RETURNED', reason: first };
}

/** Approved, and whether it could still be released today. A scan under way is no reason to act. */
function approvedLine({ blockers, highFindings }: StatusLineFacts['readiness']): Line {
  const open = blockers.filter(({ code }) => code !== 'SCAN_RUNNING');
  const broken = open.find(({ code }) => code === 'CASE_FAILED');
  if (broken) return { code: 'INTERFACE_BROKEN', reason: broken };
  const expired = open.find(({ code }) => code === 'SCAN_EXPIRED');
  if (expired) return { code: 'SCAN_EXPIRED', reason: expired };
  const [first = null] = open;
  return first === null && highFindings === 0
    ? { code: 'APPROVED' }
    : { code: 'NOT_RELEASABLE', reason: first };
}
