import { describe, expect, it } from 'vitest';
import {
  type AdversarialResult,
  adversarialResults,
  GRADE_RULE,
  GRADES,
  gradeSuite,
} from '@/lib/adversarial/grade';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';

const AREAS = ['security', 'robustness'] as const;
const WEIGHTS = ['critical', 'major', 'minor'] as const;

const results = (
  area: AdversarialResult['area'],
  counts: Partial<Record<AdversarialResult['state'] | AdversarialResult['weight'], number>>,
): AdversarialResult[] =>
  Object.entries(counts).flatMap(([name, count]) => {
    const weight = WEIGHTS.find((known) => known === name);
    const state = weight ? 'failed' : (name as AdversarialResult['state']);
    return Array.from({ length: count }, () => ({ area, weight: weight ?? 'minor', state }));
  });

/** The rule said once more, as the sentences say it. */
function expectedGrade(critical: number, major: number, minor: number, warned: number, unproven: number) {
  if (critical > 0) return 'F';
  if (major > 1) return 'E';
  if (major === 1 || minor > 1) return 'D';
  if (minor === 1) return 'C';
  return warned > 0 || unproven > 0 ? 'B' : 'A';
}

describe('a grade', () => {
  it('follows the rule for every mixture of results, in both areas alike', () => {
    const few = [0, 1, 2, 3];
    const mixtures = few.flatMap((critical) =>
      few.flatMap((major) =>
        few.flatMap((minor) =>
          few.flatMap((warned) => few.map((unproven) => [critical, major, minor, warned, unproven] as const)),
        ),
      ),
    );
    for (const area of AREAS) {
      for (const [critical, major, minor, warned, unproven] of mixtures) {
        const counts = { critical, major, minor, warned, unproven, passed: 1 };
        const grades = gradeSuite(results(area, counts));
        const expected = expectedGrade(critical, major, minor, warned, unproven);
        expect(grades[area].grade, JSON.stringify(counts)).toBe(expected);
        expect(grades.overall).toBe(expected);
      }
    }
  });

  it('is null where nothing was shown', () => {
    expect(gradeSuite([])).toMatchObject({
      security: { grade: null, ruleId: null },
      robustness: { grade: null },
      overall: null,
    });
    expect(gradeSuite(results('security', { unproven: 3 })).overall).toBeNull();
  });

  it('names the line of the rule that it comes from, and each line can apply', () => {
    const examples = [
      { critical: 1 },
      { major: 2 },
      { major: 1 },
      { minor: 2 },
      { minor: 1 },
      { warned: 1 },
      { passed: 1, unproven: 1 },
      { passed: 1 },
    ];
    const applied = examples.map((counts) => gradeSuite(results('security', counts)).security.ruleId);
    expect(applied).toEqual(GRADE_RULE.map(({ id }) => id));
  });

  it('is the worse of both areas over all', () => {
    const examples = {
      A: { passed: 1 },
      B: { warned: 1 },
      C: { minor: 1 },
      D: { major: 1 },
      E: { major: 2 },
      F: { critical: 1 },
    };
    for (const [at, security] of GRADES.entries()) {
      for (const [other, robustness] of GRADES.entries()) {
        const both = [
          ...results('security', examples[security]),
          ...results('robustness', examples[robustness]),
        ];
        expect(gradeSuite(both).overall).toBe(GRADES[Math.max(at, other)]);
      }
    }
  });
});

describe('the results of a run', () => {
  const item = (id: string, state: RunItem['state'], code: string | null = null) => ({
    key: `adversarial/${id}`,
    section: 'adversarial' as const,
    state,
    finding: code === null ? null : { code, values: {} },
  });

  it('count as their tests do', () => {
    expect(adversarialResults([item('wrong-signature', 'FAILED', 'FORGERY_ACCEPTED')])).toEqual([
      { area: 'security', weight: 'critical', state: 'failed' },
    ]);
    expect(adversarialResults([item('extra-fields', 'PASSED', 'ACCEPTED')])).toEqual([
      { area: 'robustness', weight: 'major', state: 'passed' },
    ]);
  });

  it('count a crash under a forged call as one of robustness, and leave the question open', () => {
    expect(adversarialResults([item('wrong-signature', 'FAILED', 'SERVER_ERROR')])).toEqual([
      { area: 'robustness', weight: 'major', state: 'failed' },
      { area: 'security', weight: 'critical', state: 'unproven' },
    ]);
    expect(adversarialResults([item('wrong-content-type', 'FAILED', 'SERVER_ERROR')])).toEqual([
      { area: 'robustness', weight: 'minor', state: 'failed' },
    ]);
  });

  it('weigh an unsigned call that was accepted more than a field that nobody checked', () => {
    const grade = (code: string) =>
      gradeSuite(adversarialResults([item('missing-parameters', 'FAILED', code)])).overall;
    expect(['UNSIGNED_ACCEPTED', 'PARAMETER_NOT_REQUIRED', 'FIELDS_NOT_CHECKED'].map(grade)).toEqual([
      'F',
      'D',
      'C',
    ]);
  });

  it('leave out what is not over, what is no test, and tests that the suite no longer has', () => {
    expect(
      adversarialResults([
        item('wrong-signature', 'WAITING'),
        item('altered-byte', 'RUNNING'),
        item('of-another-version', 'FAILED', 'ANYTHING'),
        { ...item('wrong-signature', 'FAILED'), section: 'cases' },
      ]),
    ).toEqual([]);
  });
});
