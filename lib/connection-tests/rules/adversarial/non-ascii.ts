import type { JsonObject } from '@/lib/signing/canonical';
import { type AdversarialContext, adversarialTest } from './adversarial-test';
import { judgeAnswers, verdict } from './judge-answers';
import { newOrder, planCall } from './plan-call';

const ASCII = 'Test buyer';
/** A buyer's name in characters of three bytes, of four (a surrogate pair), and one made of two code points. */
const NAMES: Readonly<Record<string, string>> = {
  chinese: '测试客户有限公司',
  emoji: 'Test 🚀 buyer',
  combining: 'Cafe\u0301 Zu\u0308rich',
};

/** V2.0 carries names in `buyerInfo` only, where an older revision put them; V1.0 in parameters of its own. */
function withName(context: AdversarialContext, name: string): JsonObject {
  return context.protocol === 'V1.0'
    ? newOrder(context, { customerName: name, userName: name })
    : newOrder(context, { buyerInfo: { customerName: name, userName: name } });
}

/**
 * Names as buyers have them. A verifier that decodes the body before it hashes it, or a column that holds three bytes a
 * character, refuses them. The control call is the same with a name in ASCII.
 */
export const nonAscii = adversarialTest({
  id: 'non-ascii',
  area: 'robustness',
  weight: 'major',
  protocols: ['V2.0', 'V1.0'],
  activity: 'newInstance',
  needs: 'nothing',
  plan: (context) => ({
    rounds: [
      () => [
        planCall(context, {
          label: 'control',
          request: withName(context, ASCII),
          expects: { kind: 'control' },
        }),
      ],
      () =>
        Object.entries(NAMES).map(([label, name]) =>
          planCall(context, { label, request: withName(context, name), expects: { kind: 'accepted' } }),
        ),
    ],
  }),
  judge: (answers) => judgeAnswers(answers, { passed: verdict('pass', 'ACCEPTED') }),
});
