import { adversarialTest } from '../adversarial-test';
import { callsAboutGone, callsAboutOwn, judgeKnown } from '../ask-about-instance';
import { conclude, judgeResponses } from '../judge-responses';
import { planCall, UNKNOWN_INSTANCE_CODE } from '../plan-call';

/**
 * Correct calls about an instance that never existed. A renewal that "succeeded" has been paid for and renewed nothing.
 * Protocol page §2.4: `000003`. A release of something that is not there may succeed.
 */
export const unknownInstance = adversarialTest({
  id: 'unknown-instance',
  area: 'robustness',
  weight: 'major',
  activity: 'queryInstance',
  needs: 'instance',
  plan: (context) => ({
    rounds: [
      () => callsAboutOwn(context, 'control'),
      (responses) => {
        const instanceId = context.newId();
        return [
          ...callsAboutGone(context, instanceId, responses),
          planCall(context, {
            label: 'releaseInstance',
            activity: 'releaseInstance',
            request: { ...context.sample('releaseInstance'), instanceId },
            expects: { kind: 'answered' },
          }),
        ];
      },
    ],
  }),
  judge: (responses) =>
    judgeResponses(responses, {
      passed: conclude('pass', 'REFUSED', { code: UNKNOWN_INSTANCE_CODE }),
      wronglyAccepted: (wrong) => judgeKnown(wrong, 'UNKNOWN_INSTANCE_ACCEPTED'),
    }),
});
