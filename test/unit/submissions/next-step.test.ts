import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { hasText } from '@/lib/i18n/text-or';
import { translator } from '@/lib/i18n/translator';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import { nextStep } from '@/lib/submissions/rules/next-step';
import { assessReadiness } from '@/lib/submissions/rules/readiness';
import type { ReadinessCode } from '@/lib/submissions/rules/readiness-facts';
import { statusLine } from '@/lib/submissions/rules/status-line';
import { assetFacts, NOW } from './asset-facts';

const assessed = fc
  .record({
    facts: assetFacts,
    status: fc.constantFrom(...SUBMISSION_STATUSES),
    pausedAt: fc.constantFrom(null, NOW),
    decided: fc.constantFrom(
      null,
      ...[true, false].map((isFinal) => ({ accepted: 1, rejected: 1, isFinal })),
    ),
  })
  .map(({ facts, ...submission }) => {
    const readiness = assessReadiness(facts, NOW);
    const line = statusLine({ ...submission, reasonCode: null, deadlineAt: null, readiness });
    return { asset: { submissionId: 's' }, readiness, line };
  });

describe('the next step', () => {
  it('exists exactly where the seller acts, and where a scan runs beside other steps', () => {
    fc.assert(
      fc.property(assessed, (given) => {
        const step = nextStep(given);
        if (given.line.turn === 'seller') expect(step).not.toBeNull();
        else expect(step).toBeNull();
        expect(step?.kind === 'SUBMIT').toBe(given.line.code === 'READY');
      }),
      { numRuns: 2_000 },
    );
  });

  it('goes on with another step while a scan runs', () => {
    const item = (code: ReadinessCode) =>
      ({ code, section: 'websites', values: {}, target: { page: 'websites' } }) as const;
    const blockers = [item('SCAN_RUNNING'), item('ACCESS_KEY_MISSING')];
    const line = { code: 'NOT_READY', turn: 'seller', reason: blockers[0] ?? null } as const;
    expect(nextStep({ asset: { submissionId: null }, readiness: { blockers, warnings: [] }, line })).toEqual({
      kind: 'FIX',
      item: blockers[1],
    });
  });
});

describe.each(LOCALES)('the words of the next step in %s', (locale) => {
  const t = translator(locale);
  it('say what to do for each of them', () => {
    fc.assert(
      fc.property(assessed, (given) => {
        const step = nextStep(given);
        if (step !== null)
          expect(hasText(t, `next-step.${step.kind === 'FIX' ? step.item.code : step.kind}`)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
