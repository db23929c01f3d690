import { withOtherStart, withSignature } from '@/lib/koogallery/tampering/tamper-call';
import { adversarialTest } from '../adversarial-test';
import { conclude, joinLabels, judgeResponses } from '../judge-responses';
import { AUTHENTICATION_FAILED, controlOrder, newOrder, planCall } from '../plan-call';

const refused = { kind: 'refused', codes: [AUTHENTICATION_FAILED] } as const;

/** Each has an address of its own, and may have been left out; applicationSync needs a public key besides. */
const OTHER_KIT_ACTIVITIES = ['singleOrgSync', 'allOrgSync', 'authSync'];

/**
 * Somebody without the access key orders an instance: a signature with one character changed, and one made with
 * another key. Protocol page §3.1 and §3.3: the signature is how a seller knows KooGallery.
 */
export const wrongSignature = adversarialTest({
  id: 'wrong-signature',
  area: 'security',
  weight: 'critical',
  tampering: (label) => (label === 'other-key' ? { isKeyOther: true } : { signature: 'wrong' }),
  plan: (context) => ({
    rounds: [
      () => [controlOrder(context)],
      () => [
        planCall(context, {
          label: 'altered-signature',
          request: newOrder(context),
          expects: refused,
          tamper: (call) => withSignature(call, withOtherStart(call.signature)),
        }),
        planCall(context, {
          label: 'other-key',
          request: newOrder(context),
          expects: refused,
          options: { accessKey: context.newId() },
        }),
        ...(context.kind === 'kit' ? OTHER_KIT_ACTIVITIES : []).map((activity) =>
          planCall(context, {
            label: activity,
            activity,
            request: context.sample(activity),
            expects: refused,
            tamper: (call) => withSignature(call, withOtherStart(call.signature)),
          }),
        ),
      ],
    ],
  }),
  judge: (responses) =>
    judgeResponses(responses, {
      passed: conclude('pass', 'REFUSED', { code: AUTHENTICATION_FAILED }),
      wronglyAccepted: (wrong) => conclude('fail', 'FORGERY_ACCEPTED', { calls: joinLabels(wrong) }),
    }),
});
