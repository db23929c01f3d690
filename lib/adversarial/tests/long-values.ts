import type { JsonObject } from '@/lib/signing/canonical';
import {
  type AdversarialContext,
  type AdversarialOutcome,
  type AdversarialResponse,
  adversarialTest,
} from '../adversarial-test';
import { isAccepted, readInstanceId } from '../classify-response';
import { conclude, judgeResponses } from '../judge-responses';
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
function truncated(responses: readonly AdversarialResponse[]): AdversarialOutcome | null {
  const ids = responses
    .filter((response) => response.expects.kind === 'accepted' && isAccepted(response))
    .map(readInstanceId);
  const [first, second] = ids;
  return first && first === second
    ? conclude('fail', 'VALUES_TRUNCATED', { instanceId: first.slice(0, 100) })
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
  judge: (responses) =>
    judgeResponses(responses, { passed: conclude('pass', 'ACCEPTED'), own: [truncated(responses)] }),
});
