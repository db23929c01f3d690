import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { WEBHOOKS_MAXIMUM } from '@/lib/core/policy';
import { addEndpointInput } from '../schemas';
import { writeSecret } from '../sign-webhook';
import { sealWebhookSecret } from './seal-webhook-secret';
import { findEndpoints, insertEndpoint, lockOwner } from './store';

/** As long as the digest that it keys. */
export const SECRET_BYTES = 32;

/**
 * Adds a webhook. @returns its secret, which is never shown again
 * @throws AppError FORBIDDEN, VALIDATION, LIMIT_EXCEEDED
 */
export async function addEndpoint(
  context: Context,
  input: unknown,
): Promise<{ endpointId: string; secret: string }> {
  const scope = authorise(context, 'webhook.manage');
  const { url, subjects } = parseInput(addEndpointInput, input);
  const createdAt = context.clock.now();
  const id = newId(createdAt.getTime());
  const secret = writeSecret(randomBytes(SECRET_BYTES));
  const sealedSecret = await sealWebhookSecret(secret, id);
  const { organizationId, userId: createdById } = scope;
  await transact(context, async ({ tx }) => {
    await lockOwner(tx, scope);
    if ((await findEndpoints(tx, scope)).length >= WEBHOOKS_MAXIMUM)
      throw limitExceeded('webhooks.tooMany', { values: { maximum: WEBHOOKS_MAXIMUM } });
    await insertEndpoint(tx, { id, organizationId, url, subjects, sealedSecret, createdById, createdAt });
    await recordAudit(tx, context, {
      event: 'webhook.added',
      organizationId,
      subject: { type: 'webhook', id },
      after: { host: new URL(url).host, subjects },
    });
  });
  return { endpointId: id, secret };
}
