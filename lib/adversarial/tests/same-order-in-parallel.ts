import { adversarialTest } from '../adversarial-test';
import { isAccepted, outcomeOf } from '../answer-outcome';
import { differentInstances, missingInstanceId } from '../compare-instances';
import { judgeAnswers, verdict } from '../judge-answers';
import { controlOrder, newOrder, orderAgain, planCall } from '../plan-call';

export const PARALLEL_CALLS = 10;

/**
 * Ten calls for one new order at the same moment, as when KooGallery's repetitions overtake each other. Two instances
 * are two resources that one buyer paid for once. Protocol page §1, idempotence.
 */
export const sameOrderInParallel = adversarialTest({
  id: 'same-order-in-parallel',
  area: 'robustness',
  weight: 'major',
  plan: (context) => ({
    rounds: [
      () => [controlOrder(context)],
      () => {
        const request = newOrder(context);
        return Array.from({ length: PARALLEL_CALLS }, (_, index) =>
          planCall(context, {
            label: `parallel-${index + 1}`,
            request: orderAgain(context, request),
            expects: { kind: 'accepted' },
          }),
        );
      },
    ],
  }),
  judge: (answers) => {
    const parallel = answers.filter(({ expects }) => expects.kind !== 'control');
    return judgeAnswers(answers, {
      passed: verdict('pass', 'SAME_INSTANCE', { count: parallel.length }),
      own: [differentInstances(parallel), missingInstanceId(parallel)],
      // One of them made the instance: KooGallery repeats the others. Where none did, the order is lost.
      wronglyRefused: (refused) => {
        const seen = refused[0] ? outcomeOf(refused[0]).seen : '–';
        return parallel.some(isAccepted)
          ? verdict('warn', 'PARALLEL_REFUSED', { count: refused.length, calls: parallel.length, seen })
          : verdict('fail', 'REFUSED_WRONGLY', { calls: `parallel-1 … ${PARALLEL_CALLS}`, seen });
      },
    });
  },
});
