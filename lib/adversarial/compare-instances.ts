import type { AdversarialAnswer, AdversarialVerdict } from './adversarial-test';
import { instanceIdOf, isAccepted } from './answer-outcome';
import { labelsOf, verdict } from './judge-answers';

/** The instances that accepted calls returned, each once. */
const instancesOf = (answers: readonly AdversarialAnswer[]): string[] => [
  ...new Set(
    answers
      .filter(isAccepted)
      .map(instanceIdOf)
      .filter((id) => id !== null),
  ),
];

/** The failure when calls about one order returned several instances. */
export function differentInstances(answers: readonly AdversarialAnswer[]): AdversarialVerdict | null {
  const ids = instancesOf(answers);
  if (ids.length < 2) return null;
  const calls = answers.filter(isAccepted).length;
  return verdict('fail', 'DIFFERENT_INSTANCES', { count: ids.length, calls });
}

/** The warning when an accepted newInstance returned no instanceId, so that nothing can be compared. */
export function missingInstanceId(answers: readonly AdversarialAnswer[]): AdversarialVerdict | null {
  const without = answers.filter((answer) => isAccepted(answer) && instanceIdOf(answer) === null);
  return without.length > 0 ? verdict('warn', 'INSTANCE_ID_ABSENT', { calls: labelsOf(without) }) : null;
}
