import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { parseInput } from '@/lib/core/parse';
import { switchInput } from '../schemas';
import { lockEndpoint, updateEndpoint } from './store';

/** Switches a webhook off, or on again with a clean count. What happened meanwhile is not sent. @throws AppError FORBIDDEN, NOT_FOUND */
export async function switchEndpoint(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'webhook.manage');
  const { endpointId, isOn } = parseInput(switchInput, input);
  const at = context.clock.now();
  await transact(context, async ({ tx }) => {
    const endpoint = await lockEndpoint(tx, scope, endpointId);
    if (isOn === (endpoint.disabledAt === null)) return;
    await updateEndpoint(tx, scope, endpointId, {
      ...(isOn
        ? { disabledAt: null, disabledReason: null, failures: 0 }
        : { disabledAt: at, disabledReason: 'BY_MEMBER' }),
      at,
    });
    await recordAudit(tx, context, {
      event: isOn ? 'webhook.switchedOn' : 'webhook.switchedOff',
      organizationId: scope.organizationId,
      subject: { type: 'webhook', id: endpointId },
      after: { host: new URL(endpoint.url).host },
    });
  });
}
