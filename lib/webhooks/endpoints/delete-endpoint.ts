import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { parseInput } from '@/lib/core/parse';
import { endpointInput } from '../schemas';
import { lockEndpoint, updateEndpoint } from './store';

/** Deletes a webhook; what waits for it is not sent. @throws AppError FORBIDDEN, NOT_FOUND */
export async function deleteEndpoint(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'webhook.manage');
  const { endpointId } = parseInput(endpointInput, input);
  const at = context.clock.now();
  await transact(context, async ({ tx }) => {
    const endpoint = await lockEndpoint(tx, scope, endpointId);
    await updateEndpoint(tx, scope, endpointId, { deletedAt: at, at });
    await recordAudit(tx, context, {
      event: 'webhook.deleted',
      organizationId: scope.organizationId,
      subject: { type: 'webhook', id: endpointId },
      before: { host: new URL(endpoint.url).host },
    });
  });
}
