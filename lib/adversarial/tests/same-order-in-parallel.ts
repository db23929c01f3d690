import { adversarialTest } from '../adversarial-test';
import { classifyResponse, isAccepted } from '../classify-response';
import { differentInstances, missingInstanceId } from '../compare-instances';
import { conclude, judgeResponses } from '../judge-responses';
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
  judge: (responses) => {
    const parallel = responses.filter(({ expects }) => expects.kind !== 'control');
    return judgeResponses(responses, {
      passed: conclude('pass', 'SAME_INSTANCE', { count: parallel.length }),
      own: [differentInstances(parallel), missingInstanceId(parallel)],
      // One of them made the instance: KooGallery repeats the others. Where none did, the order is lost.
      wronglyRefused: (refused) => {
        const seen = refused[0] ? classifyResponse(refused[0]).seen : '–';
        return parallel.some(isAccepted)
          ? conclude('warn', 'PARALLEL_REFUSED', { count: refused.length, calls: parallel.length, seen })
          : conclude('fail', 'REFUSED_WRONGLY', { calls: `parallel-1 … ${PARALLEL_CALLS}`, seen });
      },
    });
  },
});
