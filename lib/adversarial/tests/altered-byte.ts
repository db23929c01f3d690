import type { SignedCall } from '@/lib/koogallery/call-target';
import { withOtherStart, withParameter } from '@/lib/koogallery/tampering/tamper-call';
import { toBytes } from '@/lib/signing/encoding';
import { adversarialTest } from '../adversarial-test';
import { conclude, judgeResponses } from '../judge-responses';
import { AUTHENTICATION_FAILED, controlOrder, newOrder, planCall } from '../plan-call';

/** One byte of the order number, on its way: the JSON stays well formed and says something else. */
function withOtherOrder(call: SignedCall, orderId: string): SignedCall {
  const altered = withOtherStart(orderId);
  if (call.profile === 'v1-auth-token') return withParameter(call, 'orderId', altered);
  const text = new TextDecoder().decode(call.body);
  return { ...call, body: toBytes(text.replace(JSON.stringify(orderId), JSON.stringify(altered))) };
}

/**
 * A correct call of which one byte was changed on its way. Protocol page §3.1: the signature covers the exact bytes of
 * the body; §3.3: every parameter of the query.
 */
export const alteredByte = adversarialTest({
  id: 'altered-byte',
  area: 'security',
  weight: 'critical',
  tampering: () => ({ altered: 'orderId' }),
  plan: (context) => ({
    rounds: [
      () => [controlOrder(context)],
      () => {
        const request = newOrder(context);
        return [
          planCall(context, {
            label: 'altered-byte',
            request,
            expects: { kind: 'refused', codes: [AUTHENTICATION_FAILED] },
            tamper: (call) => withOtherOrder(call, String(request.orderId)),
          }),
        ];
      },
    ],
  }),
  judge: (responses) =>
    judgeResponses(responses, {
      passed: conclude('pass', 'REFUSED', { code: AUTHENTICATION_FAILED }),
      wronglyAccepted: () => conclude('fail', 'ALTERED_ACCEPTED'),
    }),
});
