import type { AuditEvent } from '@/lib/audit/rules/audit-events';
import {
  ORGANIZATION_PERMISSIONS,
  type OrganizationPermission,
  type OrganizationRole,
  PLATFORM_PERMISSIONS,
  type PlatformPermission,
  type PlatformRole,
} from '@/lib/auth/rules/permissions';
import { isDecided, type SubmissionStatus } from './status';

/** Who may cause an event: members with a permission, reviewers with a permission, or the system alone. */
export type Initiator =
  | { kind: 'member'; permission: OrganizationPermission }
  | { kind: 'reviewer'; permission: PlatformPermission }
  | { kind: 'system' };

/** What `changeStatus` does besides, in the same transaction. */
export type Effect =
  | 'FREEZE_SNAPSHOT'
  | 'CANCEL_SCANS'
  | 'SET_DEADLINE'
  | 'CLEAR_DEADLINE'
  | 'PAUSE_CLOCK'
  | 'RESUME_CLOCK'
  | 'SUPERSEDE_OLDER'
  /** What was judged so far becomes a version of the submission's passport. */
  | 'MAKE_PASSPORT';

export type SubmissionEvent =
  | 'open'
  | 'submit'
  | 'withdraw'
  | 'pass'
  | 'hold'
  | 'fail'
  | 'return'
  | 'appeal'
  | 'ask'
  | 'reply'
  | 'approve'
  | 'reject';

export type Transition = {
  /** `null`: the submission does not exist yet. */
  from: SubmissionStatus | null;
  event: SubmissionEvent;
  to: SubmissionStatus;
  by: Initiator;
  effects: readonly Effect[];
  audit: AuditEvent;
};

const member = (permission: OrganizationPermission): Initiator => ({ kind: 'member', permission });
const reviewer: Initiator = { kind: 'reviewer', permission: 'review.decide' };
const system: Initiator = { kind: 'system' };

/**
 * The life of a submission. Statuses and their order are KooGallery's ("Managing SaaS Assets", Checking the Asset
 * Review Status). Buttons, menus, `changeStatus` and the diagram of the README read this table; what must hold besides,
 * the verb of the event checks in the same transaction.
 */
export const LIFECYCLE: readonly Transition[] = [
  {
    from: null,
    event: 'open',
    to: 'DRAFT',
    by: member('asset.edit'),
    effects: [],
    audit: 'submission.opened',
  },
  {
    from: 'DRAFT',
    event: 'submit',
    to: 'SCANNING',
    by: member('submission.submit'),
    effects: ['FREEZE_SNAPSHOT'],
    audit: 'submission.submitted',
  },
  {
    from: 'SCANNING',
    event: 'withdraw',
    to: 'DRAFT',
    by: member('submission.withdraw'),
    effects: ['CANCEL_SCANS'],
    audit: 'submission.withdrawn',
  },
  {
    from: 'SCANNING',
    event: 'pass',
    to: 'APPROVED',
    by: system,
    effects: ['SUPERSEDE_OLDER', 'MAKE_PASSPORT'],
    audit: 'submission.approved',
  },
  {
    from: 'SCANNING',
    event: 'hold',
    to: 'REVIEWING',
    by: system,
    effects: ['SET_DEADLINE', 'MAKE_PASSPORT'],
    audit: 'submission.held',
  },
  {
    from: 'SCANNING',
    event: 'fail',
    to: 'REJECTED',
    by: system,
    effects: ['MAKE_PASSPORT'],
    audit: 'submission.rejected',
  },
  {
    from: 'SCANNING',
    event: 'return',
    to: 'DRAFT',
    by: system,
    effects: ['CANCEL_SCANS'],
    audit: 'submission.returned',
  },
  {
    from: 'REJECTED',
    event: 'appeal',
    to: 'REVIEWING',
    by: member('appeal.submit'),
    effects: ['SET_DEADLINE', 'MAKE_PASSPORT'],
    audit: 'submission.appealed',
  },
  {
    from: 'REVIEWING',
    event: 'withdraw',
    to: 'REJECTED',
    by: member('submission.withdraw'),
    effects: ['CLEAR_DEADLINE'],
    audit: 'submission.withdrawn',
  },
  {
    from: 'REVIEWING',
    event: 'ask',
    to: 'REVIEWING',
    by: reviewer,
    effects: ['PAUSE_CLOCK'],
    audit: 'submission.asked',
  },
  {
    from: 'REVIEWING',
    event: 'reply',
    to: 'REVIEWING',
    by: member('appeal.edit'),
    effects: ['RESUME_CLOCK'],
    audit: 'submission.replied',
  },
  {
    from: 'REVIEWING',
    event: 'approve',
    to: 'APPROVED',
    by: reviewer,
    effects: ['CLEAR_DEADLINE', 'SUPERSEDE_OLDER', 'MAKE_PASSPORT'],
    audit: 'submission.approved',
  },
  {
    from: 'REVIEWING',
    event: 'reject',
    to: 'REJECTED',
    by: reviewer,
    effects: ['CLEAR_DEADLINE', 'MAKE_PASSPORT'],
    audit: 'submission.rejected',
  },
];

export const SUBMISSION_EVENTS = [...new Set(LIFECYCLE.map(({ event }) => event))];

/** Who acts: a member or a person of the platform, by role, or a part of the system. */
export type LifecycleRole = OrganizationRole | PlatformRole | 'SYSTEM';

/**
 * What the role may cause to an asset whose newest submission has this status; null: it has none. Beside a decided
 * submission, the next one can be opened.
 */
export const allowedEvents = (status: SubmissionStatus | null, role: LifecycleRole): SubmissionEvent[] =>
  LIFECYCLE.filter(
    ({ from, by }) =>
      (from === status || (from === null && status !== null && isDecided(status))) && mayInitiate(role, by),
  ).map(({ event }) => event);

function mayInitiate(role: LifecycleRole, by: Initiator): boolean {
  if (by.kind === 'system') return role === 'SYSTEM';
  const roles: readonly LifecycleRole[] =
    by.kind === 'member' ? ORGANIZATION_PERMISSIONS[by.permission] : PLATFORM_PERMISSIONS[by.permission];
  return roles.includes(role);
}

/** The row of the table; null when the event means nothing in this status. */
export function transitionFor(from: SubmissionStatus | null, event: SubmissionEvent): Transition | null {
  return LIFECYCLE.find((transition) => transition.from === from && transition.event === event) ?? null;
}
