import type { ItemFinding, ItemState } from '@/lib/response-checks/test-item';
import { findAdversarialTest } from './adversarial-suite';
import { type AdversarialArea, type AdversarialWeight, lookUpGrading } from './findings';

export const GRADES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
/** A is best. A sentence each at `connection-adversarial.grade.<grade>`. */
export type Grade = (typeof GRADES)[number];

/** What one test came to. `unproven`: it could not be run, so nothing is known. */
export type AdversarialResult = {
  area: AdversarialArea;
  weight: AdversarialWeight;
  state: 'passed' | 'warned' | 'failed' | 'unproven';
};

export type ResultCounts = Readonly<
  Record<'passed' | 'warned' | 'unproven' | 'failed' | AdversarialWeight, number>
>;

/**
 * The rule as data: the first row whose counts are all reached gives the grade. Each row's sentence stands at
 * `connection-adversarial.rule.<id>`.
 */
export const GRADE_RULE = [
  { id: 'critical', grade: 'F', atLeast: { critical: 1 } },
  { id: 'severalMajor', grade: 'E', atLeast: { major: 2 } },
  { id: 'oneMajor', grade: 'D', atLeast: { major: 1 } },
  { id: 'severalMinor', grade: 'D', atLeast: { minor: 2 } },
  { id: 'oneMinor', grade: 'C', atLeast: { minor: 1 } },
  { id: 'warnings', grade: 'B', atLeast: { warned: 1 } },
  { id: 'unproven', grade: 'B', atLeast: { unproven: 1 } },
  { id: 'allPassed', grade: 'A', atLeast: { passed: 1 } },
] as const satisfies readonly { id: string; grade: Grade; atLeast: Partial<ResultCounts> }[];
export type GradeRuleId = (typeof GRADE_RULE)[number]['id'];

/** `grade` and `ruleId` are null where nothing was shown: no test of the area passed, warned or failed. */
export type AreaGrade = { grade: Grade | null; ruleId: GradeRuleId | null; counts: ResultCounts };
export type Grades = Readonly<Record<AdversarialArea, AreaGrade>> & {
  /** The worse of both areas; null where neither has one. */
  overall: Grade | null;
};

/** Grades both areas apart, each by `GRADE_RULE`. */
export function gradeSuite(results: readonly AdversarialResult[]): Grades {
  const gradeOne = (area: AdversarialArea) => gradeArea(results.filter((result) => result.area === area));
  const security = gradeOne('security');
  const robustness = gradeOne('robustness');
  const [overall = null] = GRADES.toReversed().filter(
    (grade) => grade === security.grade || grade === robustness.grade,
  );
  return { security, robustness, overall };
}

function gradeArea(results: readonly AdversarialResult[]): AreaGrade {
  const counts = countResults(results);
  if (counts.passed + counts.warned + counts.failed === 0) return { grade: null, ruleId: null, counts };
  const row = GRADE_RULE.find(({ atLeast }) =>
    Object.entries(atLeast).every(([name, least]) => counts[name as keyof ResultCounts] >= least),
  );
  return { grade: row?.grade ?? null, ruleId: row?.id ?? null, counts };
}

function countResults(results: readonly AdversarialResult[]): ResultCounts {
  const count = (isCounted: (result: AdversarialResult) => boolean) => results.filter(isCounted).length;
  const failures = (weight: AdversarialWeight) =>
    count((result) => result.state === 'failed' && result.weight === weight);
  return {
    passed: count(({ state }) => state === 'passed'),
    warned: count(({ state }) => state === 'warned'),
    unproven: count(({ state }) => state === 'unproven'),
    failed: count(({ state }) => state === 'failed'),
    critical: failures('critical'),
    major: failures('major'),
    minor: failures('minor'),
  };
}

const STATES: Readonly<Partial<Record<ItemState, AdversarialResult['state']>>> = {
  PASSED: 'passed',
  WARNED: 'warned',
  FAILED: 'failed',
  NOT_RUN: 'unproven',
};

/**
 * What the items of a run came to. A failure counts where its finding belongs: a crash under a forged call is one of
 * robustness, and leaves what the test asked of security unproven. Items that are not over are left out.
 */
export function adversarialResults(
  items: readonly { key: string; section: string; state: ItemState; finding: ItemFinding | null }[],
): AdversarialResult[] {
  return items.flatMap(({ key, section, state: itemState, finding }) => {
    const state = STATES[itemState];
    const test = section === 'adversarial' ? findAdversarialTest(key.replace(/^adversarial\//, '')) : null;
    if (!state || !test) return [];
    if (state !== 'failed') return [{ area: test.area, weight: test.weight, state }];
    const { area, weight, hasPassedOwnArea } = lookUpGrading(test, finding?.code ?? null);
    const failure: AdversarialResult = { area, weight, state };
    if (area === test.area) return [failure];
    const own = hasPassedOwnArea ? 'passed' : 'unproven';
    return [failure, { area: test.area, weight: test.weight, state: own }];
  });
}
