import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { notFound } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/parse';
import { apiKeyInput } from './schemas';
import { deleteApiKey } from './store';

/** Ends a key of the organization at once, whoever made it. @throws AppError FORBIDDEN, NOT_FOUND */
export async function revokeApiKey(context: Context, input: unknown): Promise<void> {
  const scope = authorise(context, 'api-key.manage');
  const { keyId } = parseInput(apiKeyInput, input);
  await transact(context, async ({ tx }) => {
    const key = await deleteApiKey(tx, scope, keyId);
    if (!key) throw notFound('apiKey');
    await recordAudit(tx, context, {
      event: 'apiKey.revoked',
      organizationId: scope.organizationId,
      subject: { type: 'apiKey', id: keyId },
      before: key,
    });
  });
}
