import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { conflict } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { saveEndpointInput } from '../schemas';
import { lockEndpoint, updateEndpoint } from './store';

/** Changes where a webhook goes and what it is sent. @throws AppError FORBIDDEN, NOT_FOUND, VALIDATION, CONFLICT */
export async function saveEndpoint(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'webhook.manage');
  const { endpointId, url, subjects, version } = parseInput(saveEndpointInput, input);
  await transact(context, async ({ tx }) => {
    const before = await lockEndpoint(tx, scope, endpointId);
    if (before.version !== version) throw conflict('webhooks.changedElsewhere');
    await updateEndpoint(tx, scope, endpointId, { url, subjects, at: context.clock.now() });
    await recordAudit(tx, context, {
      event: 'webhook.changed',
      organizationId: scope.organizationId,
      subject: { type: 'webhook', id: endpointId },
      before: { host: new URL(before.url).host, subjects: before.subjects },
      after: { host: new URL(url).host, subjects },
    });
  });
}
