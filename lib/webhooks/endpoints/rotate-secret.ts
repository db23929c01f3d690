import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { HOUR_MS } from '@/lib/core/clock';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { WEBHOOK_OVERLAP_HOURS } from '@/lib/core/policy';
import { endpointInput } from '../schemas';
import { writeSecret } from '../sign-webhook';
import { SECRET_BYTES } from './add-endpoint';
import { sealWebhookSecret } from './seal-webhook-secret';
import { findSealedSecrets, lockEndpoint, updateEndpoint } from './store';

/**
 * Makes a new secret. The one before signs beside it for some hours, so that a receiver can change without losing a
 * message; an older one is forgotten. @returns the new one, which is never shown again @throws AppError FORBIDDEN, NOT_FOUND
 */
export async function rotateSecret(
  context: Context,
  input: unknown,
): Promise<{ secret: string; previousUsableUntil: Date }> {
  const scope = authorise(context, 'webhook.manage');
  const { endpointId } = parseInput(endpointInput, input);
  const secret = writeSecret(randomBytes(SECRET_BYTES));
  const sealedSecret = await sealWebhookSecret(secret, endpointId);
  const at = context.clock.now();
  const previousUsableUntil = new Date(at.getTime() + WEBHOOK_OVERLAP_HOURS * HOUR_MS);
  await transact(context, async ({ tx }) => {
    await lockEndpoint(tx, scope, endpointId);
    const before = await findSealedSecrets(tx, scope, endpointId);
    if (!before) throw notFound('webhook');
    const sealedPrevious = before.sealedSecret;
    await updateEndpoint(tx, scope, endpointId, { sealedSecret, sealedPrevious, previousUsableUntil, at });
    await recordAudit(tx, context, {
      event: 'webhook.secretRotated',
      organizationId: scope.organizationId,
      subject: { type: 'webhook', id: endpointId },
    });
  });
  return { secret, previousUsableUntil };
}
