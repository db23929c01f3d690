import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import { authorise, type Context } from '@/lib/auth/actor';
import { transact } from '@/lib/auth/transact';
import { DAY_MS } from '@/lib/core/clock';
import { limitExceeded } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { parseInput } from '@/lib/core/parse';
import { API_KEYS_MAXIMUM } from '@/lib/core/policy';
import { hashOfToken } from '@/lib/people/password-links/issue-link';
import { API_KEY_BYTES, apiKeyHint, writeApiKey } from './rules/api-key-text';
import { makeApiKeyInput } from './schemas';
import { countApiKeys, insertApiKey, lockKeyOwner } from './store';

/**
 * Makes a key with which a program acts for the organization, as far as its maker may.
 * @param input `{ name, scopes?, days? }`
 * @returns the key, which is shown once and stored nowhere
 * @throws AppError FORBIDDEN, VALIDATION, LIMIT_EXCEEDED
 */
export async function makeApiKey(context: Context, input: unknown): Promise<{ keyId: string; key: string }> {
  const scope = authorise(context, 'api-key.manage');
  const { name, scopes, days } = parseInput(makeApiKeyInput, input);
  const createdAt = context.clock.now();
  const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
  const id = newId(createdAt.getTime());
  const key = writeApiKey(randomBytes(API_KEY_BYTES));
  const hint = apiKeyHint(key);
  await transact(context, async ({ tx }) => {
    await lockKeyOwner(tx, scope);
    if ((await countApiKeys(tx, scope)) >= API_KEYS_MAXIMUM)
      throw limitExceeded('api.tooManyKeys', { values: { maximum: API_KEYS_MAXIMUM } });
    await insertApiKey(tx, scope, {
      id,
      name,
      hint,
      scopes,
      tokenHash: hashOfToken(key),
      createdAt,
      expiresAt,
    });
    await recordAudit(tx, context, {
      event: 'apiKey.made',
      organizationId: scope.organizationId,
      subject: { type: 'apiKey', id },
      after: { name, hint, scopes, expiresAt },
    });
  });
  return { keyId: id, key };
}
