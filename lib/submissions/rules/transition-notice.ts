import type { SubmissionEvent } from '@/lib/lifecycle/rules/lifecycle';
import type { NoticeKind } from '@/lib/notices/rules/notice-kinds';

/** Which transitions people are told of. A seller who acts knows what they did; reviewers learn what comes to them. */
export const TRANSITION_NOTICE = {
  pass: 'submission.approved',
  approve: 'submission.approved',
  fail: 'submission.rejected',
  reject: 'submission.rejected',
  return: 'submission.returned',
  ask: 'submission.asked',
  hold: 'review.arrived',
  appeal: 'review.arrived',
  reply: 'review.replied',
} as const satisfies Partial<Record<SubmissionEvent, NoticeKind>>;

export const isTransitionTold = (event: SubmissionEvent): event is keyof typeof TRANSITION_NOTICE =>
  Object.hasOwn(TRANSITION_NOTICE, event);
