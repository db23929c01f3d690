/** Where a seller could be hurt (`security`), or where its customers would (`robustness`). Graded apart. */
export type AdversarialArea = 'security' | 'robustness';

/** How much a failure costs: one `critical` is an F, see `grade.ts`. */
export type AdversarialWeight = 'critical' | 'major' | 'minor';

/**
 * How a finding counts where it does not count as its test does: a crash under a forged call is a matter of robustness,
 * and no test's crash costs more than a major failure.
 */
type Grading = {
  area?: AdversarialArea;
  weight?: AdversarialWeight;
  weightAtMost?: AdversarialWeight;
  /** What the test asked of its own area was answered well all the same. */
  hasPassedOwnArea?: boolean;
};

/** Everything that a test can come to. A sentence each at `connection-adversarial.finding.<code>`. */
export const ADVERSARIAL_FINDINGS = {
  // Passed.
  REFUSED: {},
  ACCEPTED: {},
  SAME_INSTANCE: {},
  GONE_AFTER_RELEASE: {},
  ANSWERED: {},
  // Warned.
  REFUSED_OTHERWISE: {},
  WINDOW_WIDE: {},
  WINDOW_ABSENT: {},
  SECONDS_REFUSED: {},
  ORDER_LINE_IGNORED: {},
  INSTANCE_ID_ABSENT: {},
  PARALLEL_REFUSED: {},
  UNUSUAL_REFUSED: {},
  // Failed.
  REPETITION_REFUSED: {},
  FORGERY_ACCEPTED: {},
  ALTERED_ACCEPTED: {},
  STALE_ACCEPTED: {},
  FUTURE_ACCEPTED: {},
  REPLAY_ACCEPTED: {},
  UNSIGNED_ACCEPTED: { weight: 'critical' },
  PARAMETER_NOT_REQUIRED: { weight: 'major' },
  FIELDS_NOT_CHECKED: { area: 'robustness', weight: 'minor', hasPassedOwnArea: true },
  UNKNOWN_ACTIVITY_ACCEPTED: {},
  UNKNOWN_INSTANCE_ACCEPTED: {},
  USED_AFTER_RELEASE: {},
  RELEASE_NOT_REPEATABLE: {},
  REFUSED_WRONGLY: {},
  DIFFERENT_INSTANCES: {},
  VALUES_TRUNCATED: {},
  SERVER_ERROR: { area: 'robustness', weightAtMost: 'major' },
  NO_ANSWER: { area: 'robustness', weightAtMost: 'major' },
  // Not run.
  CONTROL_CALL_FAILED: {},
  PREPARATION_FAILED: {},
} as const satisfies Record<string, Grading>;

export type AdversarialFinding = keyof typeof ADVERSARIAL_FINDINGS;

/** From the least. */
export const ADVERSARIAL_WEIGHTS: readonly AdversarialWeight[] = ['minor', 'major', 'critical'];

/** Where and how much a test's finding counts. A code of another version of the suite counts as its test does. */
export function lookUpGrading(
  test: { area: AdversarialArea; weight: AdversarialWeight },
  code: string | null,
): { area: AdversarialArea; weight: AdversarialWeight; hasPassedOwnArea: boolean } {
  const known: Readonly<Record<string, Grading>> = ADVERSARIAL_FINDINGS;
  const grading = code !== null && Object.hasOwn(known, code) ? (known[code] ?? {}) : {};
  const weight = grading.weight ?? test.weight;
  const cap = grading.weightAtMost ?? weight;
  return {
    area: grading.area ?? test.area,
    weight: ADVERSARIAL_WEIGHTS.indexOf(cap) < ADVERSARIAL_WEIGHTS.indexOf(weight) ? cap : weight,
    hasPassedOwnArea: grading.hasPassedOwnArea ?? false,
  };
}
