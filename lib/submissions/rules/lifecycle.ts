import type { SubmissionStatus } from '@/lib/assets/schemas';
import type { AuditEvent } from '@/lib/audit/rules/audit-events';
import type { OrganizationPermission, PlatformPermission } from '@/lib/auth/rules/permissions';

/** Who may cause an event: members with a permission, reviewers with a permission, or the system alone. */
export type Initiator =
  | { kind: 'member'; permission: OrganizationPermission }
  | { kind: 'reviewer'; permission: PlatformPermission }
  | { kind: 'system' };

/** What must hold besides the status; the verb that causes the event checks it in the same transaction. */
export type Guard = 'READY' | 'NEWEST' | 'NO_OPEN_SUBMISSION' | 'ALL_ASSESSED' | 'ALL_JUDGED';

/** What the change of status brings along, in the same transaction. */
export type Effect =
  | 'FREEZE_SNAPSHOT'
  | 'START_SCANS'
  | 'CANCEL_SCANS'
  | 'SET_DEADLINE'
  | 'CLEAR_DEADLINE'
  | 'SUPERSEDE_OLDER';

export type SubmissionEvent =
  | 'open'
  | 'submit'
  | 'withdraw'
  | 'pass'
  | 'hold'
  | 'fail'
  | 'return'
  | 'appeal'
  | 'approve'
  | 'reject';

export type Transition = {
  /** `null`: the submission does not exist yet. */
  from: SubmissionStatus | null;
  event: SubmissionEvent;
  to: SubmissionStatus;
  by: Initiator;
  guards: readonly Guard[];
  effects: readonly Effect[];
  audit: AuditEvent;
};

const member = (permission: OrganizationPermission): Initiator => ({ kind: 'member', permission });
const reviewer: Initiator = { kind: 'reviewer', permission: 'review.decide' };
const system: Initiator = { kind: 'system' };

/**
 * The life of a submission. Statuses and their order are KooGallery's ("Managing SaaS Assets", Checking the Asset
 * Review Status); buttons, verbs, the diagram and the exhaustive test are derived from this table.
 */
export const LIFECYCLE: readonly Transition[] = [
  {
    from: null,
    event: 'open',
    to: 'DRAFT',
    by: member('asset.edit'),
    guards: ['NO_OPEN_SUBMISSION'],
    effects: [],
    audit: 'submission.opened',
  },
  {
    from: 'DRAFT',
    event: 'submit',
    to: 'SCANNING',
    by: member('submission.submit'),
    guards: ['READY'],
    effects: ['FREEZE_SNAPSHOT', 'START_SCANS'],
    audit: 'submission.submitted',
  },
  {
    from: 'SCANNING',
    event: 'withdraw',
    to: 'DRAFT',
    by: member('submission.withdraw'),
    guards: [],
    effects: ['CANCEL_SCANS'],
    audit: 'submission.withdrawn',
  },
  {
    from: 'SCANNING',
    event: 'pass',
    to: 'APPROVED',
    by: system,
    guards: [],
    effects: ['SUPERSEDE_OLDER'],
    audit: 'submission.approved',
  },
  {
    from: 'SCANNING',
    event: 'hold',
    to: 'REVIEWING',
    by: system,
    guards: [],
    effects: ['SET_DEADLINE'],
    audit: 'submission.held',
  },
  {
    from: 'SCANNING',
    event: 'fail',
    to: 'REJECTED',
    by: system,
    guards: [],
    effects: [],
    audit: 'submission.rejected',
  },
  {
    from: 'SCANNING',
    event: 'return',
    to: 'DRAFT',
    by: system,
    guards: [],
    effects: ['CANCEL_SCANS'],
    audit: 'submission.returned',
  },
  {
    from: 'REJECTED',
    event: 'appeal',
    to: 'REVIEWING',
    by: member('appeal.submit'),
    guards: ['NEWEST', 'ALL_ASSESSED'],
    effects: ['SET_DEADLINE'],
    audit: 'submission.appealed',
  },
  {
    from: 'REVIEWING',
    event: 'withdraw',
    to: 'REJECTED',
    by: member('submission.withdraw'),
    guards: [],
    effects: ['CLEAR_DEADLINE'],
    audit: 'submission.withdrawn',
  },
  {
    from: 'REVIEWING',
    event: 'approve',
    to: 'APPROVED',
    by: reviewer,
    guards: ['ALL_JUDGED'],
    effects: ['CLEAR_DEADLINE', 'SUPERSEDE_OLDER'],
    audit: 'submission.approved',
  },
  {
    from: 'REVIEWING',
    event: 'reject',
    to: 'REJECTED',
    by: reviewer,
    guards: ['ALL_JUDGED'],
    effects: ['CLEAR_DEADLINE'],
    audit: 'submission.rejected',
  },
];

export const SUBMISSION_EVENTS = [...new Set(LIFECYCLE.map(({ event }) => event))];

/** The row of the table; null when the event means nothing in this status. */
export function transitionFor(from: SubmissionStatus | null, event: SubmissionEvent): Transition | null {
  return LIFECYCLE.find((transition) => transition.from === from && transition.event === event) ?? null;
}
