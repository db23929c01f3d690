import { adversarialTest } from '../adversarial-test';
import { classifyResponse } from '../classify-response';
import { conclude, judgeResponses } from '../judge-responses';
import { controlOrder, newOrder, planCall } from '../plan-call';

/**
 * A correct call whose timestamp is written in seconds: the older text of V2.0 says so, while every example has
 * milliseconds (protocol page §3.1); V1.0 documents `yyyyMMddHHmmss` for other times. Refusing it is a risk, crashing
 * on it a mistake.
 */
export const secondsTimestamp = adversarialTest({
  id: 'seconds-timestamp',
  area: 'robustness',
  weight: 'minor',
  tampering: () => ({ isInSeconds: true }),
  plan: (context) => ({
    rounds: [
      () => [controlOrder(context)],
      () => [
        planCall(context, {
          label: 'seconds',
          request: newOrder(context),
          expects: { kind: 'accepted' },
          options: { timestampUnit: 'seconds' },
        }),
      ],
    ],
  }),
  judge: (responses) =>
    judgeResponses(responses, {
      passed: conclude('pass', 'ACCEPTED'),
      wronglyRefused: ([refused]) =>
        conclude('warn', 'SECONDS_REFUSED', { seen: refused ? classifyResponse(refused).seen : '–' }),
    }),
});
