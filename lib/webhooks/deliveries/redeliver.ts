import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { preconditionFailed } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { lockEndpoint } from '../endpoints/store';
import { deliveryInput } from '../schemas';
import { queueDelivery } from './queue-delivery';
import { requireDelivery, setDelivery } from './store';

/**
 * Sends a message again, with the id that it has, so that a receiver who has it already knows it. The schedule of
 * attempts starts again. @throws AppError FORBIDDEN, NOT_FOUND, PRECONDITION_FAILED when its webhook is off
 */
export async function redeliver(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'webhook.manage');
  const { deliveryId } = parseInput(deliveryInput, input);
  await transact(context, async ({ tx }) => {
    const { endpointId } = await requireDelivery(tx, scope, deliveryId);
    const { disabledAt } = await lockEndpoint(tx, scope, endpointId);
    if (disabledAt !== null) throw preconditionFailed('webhooks.isOff');
    const { attempts: attemptsBefore } = await requireDelivery(tx, scope, deliveryId);
    const nextAttemptAt = context.clock.now();
    await setDelivery(tx, scope, deliveryId, {
      ...{ status: 'QUEUED', nextAttemptAt, endedAt: null, attemptsBefore },
    });
    await queueDelivery(tx, deliveryId);
  });
}
