import { withHeader } from '@/lib/koogallery/tampering/tamper-call';
import { adversarialTest, type CallExpectation } from '../adversarial-test';
import { conclude, judgeResponses } from '../judge-responses';
import { controlOrder, newOrder, planCall } from '../plan-call';

type Variant = { label: string; contentType: string | null; expects: CallExpectation };

/** Other spellings of the same type must be read; another type, or none, need only be answered. */
const VARIANTS: readonly Variant[] = [
  { label: 'other-spelling', contentType: 'application/json; charset=UTF-8', expects: { kind: 'accepted' } },
  { label: 'text-plain', contentType: 'text/plain;charset=utf8', expects: { kind: 'answered' } },
  { label: 'no-content-type', contentType: null, expects: { kind: 'answered' } },
];

/**
 * KooGallery sends `application/json;charset=utf8` (protocol page §1), which is no registered spelling, so that a
 * gateway may rewrite it. V1.0 has no body, and no content type.
 */
export const wrongContentType = adversarialTest({
  id: 'wrong-content-type',
  area: 'robustness',
  weight: 'minor',
  protocols: ['V2.0'],
  plan: (context) => ({
    rounds: [
      () => [controlOrder(context)],
      () =>
        VARIANTS.map(({ label, contentType, expects }) =>
          planCall(context, {
            label,
            request: newOrder(context),
            expects,
            tamper: (call) => withHeader(call, 'Content-Type', contentType),
          }),
        ),
    ],
  }),
  judge: (responses) => judgeResponses(responses, { passed: conclude('pass', 'ANSWERED') }),
});
