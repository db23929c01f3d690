import type { JsonObject } from '@/lib/signing/canonical';
import {
  type AdversarialAnswer,
  type AdversarialContext,
  type AdversarialVerdict,
  adversarialTest,
} from '../adversarial-test';
import { instanceIdOf, isAccepted } from '../answer-outcome';
import { judgeAnswers, verdict } from '../judge-answers';
import { controlOrder, newOrder, planCall, usualActivity } from '../plan-call';

/** Texts that KooGallery chooses, and that no seller can look up at their own side. */
const FIELDS = {
  basic: ['orderId', 'orderLineId', 'businessId', 'customerId', 'customerName', 'userId', 'userName'],
  kit: ['tenantId', 'tenantCode', 'name', 'domainName'],
};

/** As long as documented, ending in `end`; the beginning stays, so that every order is a new one. */
function stretched(context: AdversarialContext, request: JsonObject, end: string): JsonObject {
  const changes = FIELDS[context.kind].flatMap((field) => {
    const value = request[field];
    const length = context.maxLength(usualActivity(context), field);
    if (typeof value !== 'string' || length === null || value.length >= length) return [];
    return [[field, value.padEnd(length - end.length, 'x') + end] as const];
  });
  return { ...request, ...Object.fromEntries(changes) };
}

/** Two orders whose numbers differ in the last character only: a column that is too short takes them for one. */
function truncated(answers: readonly AdversarialAnswer[]): AdversarialVerdict | null {
  const ids = answers
    .filter((answer) => answer.expects.kind === 'accepted' && isAccepted(answer))
    .map(instanceIdOf);
  const [first, second] = ids;
  return first && first === second
    ? verdict('fail', 'VALUES_TRUNCATED', { instanceId: first.slice(0, 100) })
    : null;
}

/** Values at the maximum that the tables allow (protocol page §2): a column of the seller's may be shorter. */
export const longValues = adversarialTest({
  id: 'long-values',
  area: 'robustness',
  weight: 'major',
  plan: (context) => {
    const request = newOrder(context);
    const order = (label: string, end: string) =>
      planCall(context, {
        label,
        request: stretched(context, request, end),
        expects: { kind: 'accepted' },
      });
    return {
      rounds: [
        () => [controlOrder(context)],
        () => [order('longest', 'A')],
        () => [order('longest-but-last', 'B')],
      ],
    };
  },
  judge: (answers) =>
    judgeAnswers(answers, { passed: verdict('pass', 'ACCEPTED'), own: [truncated(answers)] }),
});
