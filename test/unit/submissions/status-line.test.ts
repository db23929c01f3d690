import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/core/clock';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import { overviewColumns } from '@/lib/submissions/rules/overview-cards';
import { assessReadiness } from '@/lib/submissions/rules/readiness';
import { STATUS_LINE_CODES, type StatusLine, statusLine } from '@/lib/submissions/rules/status-line';
import { submissionLine } from '@/lib/submissions/rules/submission-line';
import { assetFacts, NOW } from './asset-facts';

const submission = fc.record({
  status: fc.constantFrom(...SUBMISSION_STATUSES),
  reasonCode: fc.constantFrom(null, 'HIGH_FINDINGS', 'TARGET_DOWN'),
  deadlineAt: fc.constantFrom(null, new Date(NOW.getTime() + DAY_MS)),
  pausedAt: fc.constantFrom(null, NOW),
  decided: fc.option(fc.record({ accepted: fc.nat(3), rejected: fc.nat(3), isFinal: fc.boolean() })),
});

/** Every combination that the desk can show: the facts of an asset, its newest submission, and what is derived. */
const combination = fc.record({ facts: assetFacts, submission, age: fc.nat(40) }).map(({ age, ...drawn }) => {
  const approvedAt = drawn.submission.status === 'APPROVED' ? new Date(NOW.getTime() - age * DAY_MS) : null;
  const given = { ...drawn, facts: { ...drawn.facts, approvedAt } };
  const readiness = assessReadiness(given.facts, NOW);
  return { ...given, readiness, line: statusLine({ ...given.submission, readiness }) };
});

const always = (check: (given: typeof combination extends fc.Arbitrary<infer T> ? T : never) => void) =>
  fc.assert(fc.property(combination, check), { numRuns: 2_000 });

const isApproved = ({ code }: StatusLine) =>
  ['APPROVED', 'SCAN_EXPIRED', 'INTERFACE_BROKEN', 'NOT_RELEASABLE'].includes(code);

describe('the status line', () => {
  it('has the colour of whoever acts', () => {
    always(({ line }) => {
      const tones = { seller: 'attention', system: 'progress', reviewer: 'progress', nobody: 'success' };
      expect(line.tone).toBe(tones[line.turn]);
    });
  });

  it('is ready exactly where nothing blocks and nothing would be rejected', () => {
    always(({ submission: { status }, readiness, line }) => {
      const isFree = readiness.blockers.length === 0 && readiness.highFindings === 0;
      expect(line.code === 'READY').toBe(status === 'DRAFT' && isFree);
      if (line.code === 'READY')
        expect(readiness.warnings.map(({ code }) => code)).not.toContain('HIGH_FINDINGS');
      if (line.code === 'WILL_BE_REJECTED') expect(readiness.isReady).toBe(true);
    });
  });

  it('is done exactly where an approved asset could be released today', () => {
    always(({ submission: { status }, readiness, line }) => {
      const open = readiness.blockers.filter(({ code }) => code !== 'SCAN_RUNNING');
      expect(line.turn === 'nobody').toBe(
        status === 'APPROVED' && open.length === 0 && readiness.highFindings === 0,
      );
      if (isApproved(line) && line.turn === 'seller')
        expect(line.reason !== null || readiness.highFindings > 0).toBe(true);
    });
  });

  it('keeps what was decided: approved stays approved, rejected stays rejected', () => {
    always(({ submission: { status }, line }) => {
      expect(isApproved(line)).toBe(status === 'APPROVED');
      expect(['REJECTED', 'TO_ANSWER', 'FINALLY_REJECTED'].includes(line.code)).toBe(status === 'REJECTED');
      expect(line.code === 'SCANNING').toBe(status === 'SCANNING');
      expect(['REVIEWING', 'QUESTIONED'].includes(line.code)).toBe(status === 'REVIEWING');
      if (line.deadlineAt !== null) expect(line.turn).toBe('reviewer');
      if (line.pausedAt !== null) expect(line).toMatchObject({ turn: 'seller', deadlineAt: null });
    });
  });

  it('puts an asset into the column of whoever acts, once', () => {
    always(({ facts, readiness, line }) => {
      const asset = { id: facts.assetId, name: facts.name, submissionId: null, reasonCode: null };
      const columns = overviewColumns([{ asset, facts, readiness, line, since: NOW }], NOW);
      const places = Object.entries(columns).flatMap(([column, cards]) =>
        cards.filter(({ kind }) => kind !== 'SCAN_PASSED').map(() => column),
      );
      const column = { attention: 'needsYou', progress: 'inProgress', success: 'doneRecently', neutral: '' };
      expect(places).toEqual([column[line.tone]]);
    });
  });

  it('gives an older submission no say: it is history, or approved until something replaces it', () => {
    always(({ submission: older, line }) => {
      const newest = { asset: { submissionId: 'newest' }, line };
      const row = { ...older, id: 'older', supersededAt: null };
      const shown = submissionLine(row, newest);
      expect(shown.code).toBe(older.status === 'APPROVED' ? 'APPROVED' : 'REPLACED');
      expect(shown.turn).toBe('nobody');
      expect(submissionLine({ ...row, supersededAt: NOW }, newest).tone).toBe('neutral');
      expect(submissionLine({ ...row, id: 'newest' }, newest)).toBe(line);
    });
  });

  it.each([
    [{ accepted: 4, rejected: 1, isFinal: false }, 'TO_ANSWER', { accepted: 4, toAnswer: 1 }],
    [{ accepted: 0, rejected: 5, isFinal: false }, 'TO_ANSWER', { accepted: 0, toAnswer: 5 }],
    [{ accepted: 4, rejected: 1, isFinal: true }, 'FINALLY_REJECTED', { accepted: 4, toAnswer: 1 }],
    [null, 'REJECTED', { accepted: 0, toAnswer: 0 }],
  ])('tells what a reviewer decided: %j', (decided, code, values) => {
    const readiness = { blockers: [], highFindings: 0 };
    expect(
      statusLine({
        ...{ status: 'REJECTED', reasonCode: 'DECIDED', deadlineAt: null, pausedAt: null },
        readiness,
        decided,
      }),
    ).toMatchObject({ code, values });
  });
});

describe.each(LOCALES)('the texts of the status line in %s', (locale) => {
  const t = translator(locale);

  it.each(['member', 'viewer'])('say each line in full to a %s', (reader) => {
    const values = { blockers: 2, highFindings: 5, accepted: 4, toAnswer: 1, name: 'Ledger', reader };
    for (const code of STATUS_LINE_CODES)
      for (const part of ['label', 'where', 'who', 'meanwhile', 'card', 'action'] as const)
        expect(t(`status-line.${code}.${part}`, values)).not.toMatch(/^$|status-line|[{}]/);
  });
});
