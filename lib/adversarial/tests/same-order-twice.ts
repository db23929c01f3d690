import { type AdversarialAnswer, type AdversarialVerdict, adversarialTest } from '../adversarial-test';
import { instanceIdOf, isAccepted } from '../answer-outcome';
import { differentInstances, missingInstanceId } from '../compare-instances';
import { judgeAnswers, verdict } from '../judge-answers';
import { controlOrder, orderAgain, planCall } from '../plan-call';

const OTHER_LINE = 'other-line';

/** Two lines of one order are two purchases. The documentation does not say so in words: a warning. */
function ignoredLine(answers: readonly AdversarialAnswer[]): AdversarialVerdict | null {
  const [first] = answers;
  const line = answers.find((answer) => answer.label === OTHER_LINE && isAccepted(answer));
  const instanceId = line ? instanceIdOf(line) : null;
  return first && instanceId !== null && instanceId === instanceIdOf(first)
    ? verdict('warn', 'ORDER_LINE_IGNORED', { instanceId: instanceId.slice(0, 100) })
    : null;
}

/**
 * KooGallery repeats newInstance for three hours when an answer is lost. Protocol page §1, idempotence: the same order
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
  judge: (answers) => {
    const same = answers.filter(({ label }) => label !== OTHER_LINE);
    return judgeAnswers(answers, {
      passed: verdict('pass', 'SAME_INSTANCE', { count: same.length }),
      own: [differentInstances(same), missingInstanceId(same), ignoredLine(answers)],
    });
  },
});
