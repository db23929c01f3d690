import { type AdversarialOutcome, type AdversarialResponse, adversarialTest } from '../adversarial-test';
import { isAccepted, readInstanceId } from '../classify-response';
import { differentInstances, missingInstanceId } from '../compare-instances';
import { conclude, judgeResponses } from '../judge-responses';
import { controlOrder, orderAgain, planCall } from '../plan-call';

const OTHER_LINE = 'other-line';

/** Two lines of one order are two purchases. The documentation does not say so in words: a warning. */
function ignoredLine(responses: readonly AdversarialResponse[]): AdversarialOutcome | null {
  const [first] = responses;
  const line = responses.find((response) => response.label === OTHER_LINE && isAccepted(response));
  const instanceId = line ? readInstanceId(line) : null;
  return first && instanceId !== null && instanceId === readInstanceId(first)
    ? conclude('warn', 'ORDER_LINE_IGNORED', { instanceId: instanceId.slice(0, 100) })
    : null;
}

/**
 * KooGallery repeats newInstance for three hours when a response is lost. Protocol page §1, idempotence: the same order
 * (V2.0: and order line) returns the same instanceId.
 */
export const sameOrderTwice = adversarialTest({
  id: 'same-order-twice',
  area: 'robustness',
  weight: 'major',
  plan: (context) => {
    const first = controlOrder(context);
    return {
      rounds: [
        () => [first],
        () => [
          planCall(context, {
            label: 'again',
            request: orderAgain(context, first.request),
            expects: { kind: 'accepted' },
          }),
        ],
        () =>
          'orderLineId' in first.request
            ? [
                planCall(context, {
                  label: OTHER_LINE,
                  request: orderAgain(context, { ...first.request, orderLineId: context.newId() }),
                  expects: { kind: 'answered' },
                }),
              ]
            : [],
      ],
    };
  },
  judge: (responses) => {
    const same = responses.filter(({ label }) => label !== OTHER_LINE);
    return judgeResponses(responses, {
      passed: conclude('pass', 'SAME_INSTANCE', { count: same.length }),
      own: [differentInstances(same), missingInstanceId(same), ignoredLine(responses)],
    });
  },
});
