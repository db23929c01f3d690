import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { preconditionFailed } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { lockEndpoint } from '../endpoints/store';
import { TEST_KIND, webhookBody } from '../rules/webhook-body';
import { endpointInput } from '../schemas';
import { queueDelivery } from './queue-delivery';
import { insertDeliveries } from './store';

/** Sends a webhook an event that means nothing. @throws AppError FORBIDDEN, NOT_FOUND, PRECONDITION_FAILED when it is off */
export async function sendTest(context: Context, input: unknown): Promise<{ deliveryId: string }> {
  const scope = authorise(context, 'webhook.manage');
  const { endpointId } = parseInput(endpointInput, input);
  const at = context.clock.now();
  const id = newId(at.getTime());
  await transact(context, async ({ tx }) => {
    const { organizationId, disabledAt } = await lockEndpoint(tx, scope, endpointId);
    if (disabledAt !== null) throw preconditionFailed('webhooks.isOff');
    const body = webhookBody({ kind: TEST_KIND, at, values: {}, url: null });
    const delivery = { id, endpointId, organizationId, eventId: null, kind: TEST_KIND, body, createdAt: at };
    await insertDeliveries(tx, [delivery]);
    await queueDelivery(tx, id);
  });
  return { deliveryId: id };
}
