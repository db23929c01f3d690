import { describe, expect, it } from 'vitest';
import { AUDIT_EVENTS } from '@/lib/audit/rules/audit-events';
import {
  allowedEvents,
  LIFECYCLE,
  type LifecycleRole,
  SUBMISSION_EVENTS,
  type SubmissionEvent,
  transitionFor,
} from '@/lib/lifecycle/rules/lifecycle';
import { SUBMISSION_STATUSES, type SubmissionStatus } from '@/lib/lifecycle/rules/status';

/** Written down a second time on purpose: a change of the table must be meant. */
const EXPECTED: Record<SubmissionStatus | 'NONE', Partial<Record<SubmissionEvent, SubmissionStatus>>> = {
  NONE: { open: 'DRAFT' },
  DRAFT: { submit: 'SCANNING' },
  SCANNING: { withdraw: 'DRAFT', pass: 'APPROVED', hold: 'REVIEWING', fail: 'REJECTED', return: 'DRAFT' },
  REJECTED: { appeal: 'REVIEWING' },
  REVIEWING: {
    withdraw: 'REJECTED',
    ask: 'REVIEWING',
    reply: 'REVIEWING',
    approve: 'APPROVED',
    reject: 'REJECTED',
  },
  APPROVED: {},
};

describe('the life of a submission', () => {
  for (const from of [null, ...SUBMISSION_STATUSES])
    for (const event of SUBMISSION_EVENTS) {
      const to = EXPECTED[from ?? 'NONE'][event] ?? null;
      it(`${from ?? 'nothing'} + ${event} → ${to ?? 'refused'}`, () => {
        expect(transitionFor(from, event)?.to ?? null).toBe(to);
      });
    }

  it('has one row for a status and an event', () => {
    const keys = LIFECYCLE.map(({ from, event }) => `${from} ${event}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('leads from nothing to every status, and from every open status onwards', () => {
    const reached = new Set<SubmissionStatus | null>([null]);
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const { from, to } of LIFECYCLE) if (reached.has(from)) reached.add(to);
    }
    for (const status of SUBMISSION_STATUSES) expect(reached).toContain(status);
    for (const status of ['DRAFT', 'SCANNING', 'REVIEWING'])
      expect(LIFECYCLE.some(({ from }) => from === status)).toBe(true);
  });

  it('gives every event an audit entry of its own kind, and approval always replaces what was on sale', () => {
    for (const transition of LIFECYCLE) {
      expect(AUDIT_EVENTS).toContain(transition.audit);
      expect(transition.effects.includes('SUPERSEDE_OLDER')).toBe(transition.to === 'APPROVED');
      const [isEntering, isLeaving] = [transition.to, transition.from].map(
        (status) => status === 'REVIEWING',
      );
      expect(transition.effects.includes('SET_DEADLINE')).toBe(isEntering && !isLeaving);
      expect(transition.effects.includes('CLEAR_DEADLINE')).toBe(isLeaving && !isEntering);
      expect(transition.effects.includes('PAUSE_CLOCK')).toBe(transition.event === 'ask');
      expect(transition.effects.includes('RESUME_CLOCK')).toBe(transition.event === 'reply');
    }
  });

  it.each<[SubmissionStatus | null, LifecycleRole, SubmissionEvent[]]>([
    [null, 'EDITOR', ['open']],
    ['DRAFT', 'EDITOR', ['submit']],
    ['SCANNING', 'OWNER', ['withdraw']],
    ['REVIEWING', 'EDITOR', ['withdraw', 'reply']],
    ['REJECTED', 'EDITOR', ['open', 'appeal']],
    ['APPROVED', 'EDITOR', ['open']],
    ['SCANNING', 'SYSTEM', ['pass', 'hold', 'fail', 'return']],
    ['REVIEWING', 'SYSTEM', []],
    ['REVIEWING', 'REVIEWER', ['ask', 'approve', 'reject']],
    ['SCANNING', 'REVIEWER', []],
  ])('in %s lets %s cause %j', (status, role, events) => {
    expect(allowedEvents(status, role)).toEqual(events);
  });

  it.each(['VIEWER', 'ADMINISTRATOR'] as const)('lets %s cause nothing', (role) => {
    for (const status of [null, ...SUBMISSION_STATUSES]) expect(allowedEvents(status, role)).toEqual([]);
  });
});
