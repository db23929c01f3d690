import { adversarialTest } from '../adversarial-test';
import { conclude, judgeResponses } from '../judge-responses';
import { controlOrder, INVALID_PARAMETER, newOrder, planCall } from '../plan-call';

/** No activity of any revision; within the 20 characters of V1.0. */
const UNKNOWN_ACTIVITY = 'preflightUnknown';

/**
 * A correctly signed call of an activity that does not exist, as a seller meets one when KooGallery adds an interface.
 * `000000` would tell KooGallery that something was done. Protocol page §2.4: `000002`.
 */
export const unknownActivity = adversarialTest({
  id: 'unknown-activity',
  area: 'robustness',
  weight: 'major',
  plan: (context) => ({
    rounds: [
      () => [controlOrder(context)],
      () => [
        planCall(context, {
          label: 'unknown-activity',
          request: newOrder(context, { activity: UNKNOWN_ACTIVITY }),
          expects: { kind: 'refused', codes: [INVALID_PARAMETER] },
        }),
      ],
    ],
  }),
  judge: (responses) =>
    judgeResponses(responses, {
      passed: conclude('pass', 'REFUSED', { code: INVALID_PARAMETER }),
      wronglyAccepted: () =>
        conclude('fail', 'UNKNOWN_ACTIVITY_ACCEPTED', {
          activity: UNKNOWN_ACTIVITY,
          documented: INVALID_PARAMETER,
        }),
    }),
});
