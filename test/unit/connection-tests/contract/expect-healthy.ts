import { expect } from 'vitest';
import type { ContractRun } from './run-everything';

/** Everything passed, nothing to look at, both grades A. */
export function expectHealthy({ items, messages, diagnoses, grades }: ContractRun): void {
  expect(items.filter(({ state }) => state !== 'PASSED')).toEqual([]);
  expect(diagnoses).toEqual([]);
  const kept = [...messages.values()];
  expect(kept.length).toBeGreaterThanOrEqual(items.length);
  const unsound = kept.flatMap(({ activity, caseName, attempt }) =>
    attempt.checks
      .filter(({ state }) => state === 'fail' || state === 'warn')
      .map(({ code }) => `${activity} ${caseName} ${code}`),
  );
  expect(unsound).toEqual([]);
  const isGraded = items.some(({ section }) => section === 'adversarial');
  expect([grades.security.grade, grades.robustness.grade]).toEqual(isGraded ? ['A', 'A'] : [null, null]);
}
