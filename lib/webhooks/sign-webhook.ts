import { createHmac } from 'node:crypto';
import { SECOND_MS } from '@/lib/core/clock';
import type { RawHeader } from '@/lib/http/exchange';

export const SECRET_PREFIX = 'whsec_';

/** A secret as Standard Webhooks writes it: the prefix and the key in base64. @param key 24 to 64 random bytes */
export const writeSecret = (key: Uint8Array): string =>
  `${SECRET_PREFIX}${Buffer.from(key).toString('base64')}`;

/**
 * The headers of a message, as Standard Webhooks says (https://www.standardwebhooks.com, Signature scheme): HMAC-SHA256
 * of id, seconds and body joined by dots, in base64, one signature a secret.
 * @param secrets the current one first; while an overlap lasts the one before too
 */
export function signWebhook(
  message: { id: string; at: Date; body: string },
  secrets: readonly string[],
): RawHeader[] {
  const seconds = Math.floor(message.at.getTime() / SECOND_MS);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${message.id}.${seconds}.${message.body}`).digest('base64')}`;
  });
  return [
    ['webhook-id', message.id],
    ['webhook-timestamp', String(seconds)],
    ['webhook-signature', signatures.join(' ')],
  ];
}
