import type { AdversarialOutcome, AdversarialResponse } from './adversarial-test';
import { isAccepted, readInstanceId } from './classify-response';
import { conclude, joinLabels } from './judge-responses';

/** The instances that accepted calls returned, each once. */
const listInstances = (responses: readonly AdversarialResponse[]): string[] => [
  ...new Set(
    responses
      .filter(isAccepted)
      .map(readInstanceId)
      .filter((id) => id !== null),
  ),
];

/** The failure when calls about one order returned several instances. */
export function differentInstances(responses: readonly AdversarialResponse[]): AdversarialOutcome | null {
  const ids = listInstances(responses);
  if (ids.length < 2) return null;
  const calls = responses.filter(isAccepted).length;
  return conclude('fail', 'DIFFERENT_INSTANCES', { count: ids.length, calls });
}

/** The warning when an accepted newInstance returned no instanceId, so that nothing can be compared. */
export function missingInstanceId(responses: readonly AdversarialResponse[]): AdversarialOutcome | null {
  const without = responses.filter((response) => isAccepted(response) && readInstanceId(response) === null);
  return without.length > 0 ? conclude('warn', 'INSTANCE_ID_ABSENT', { calls: joinLabels(without) }) : null;
}
