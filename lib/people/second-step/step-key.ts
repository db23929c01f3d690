import { randomBytes } from 'node:crypto';
import { configuration } from '@/lib/config/configuration';
import { openSecret, sealSecret } from '@/lib/storage/seal-secret';

/** As long as the hash (RFC 4226 §4, R6). */
const KEY_BYTES = 20;
const place = (userId: string) => `second-step:${userId}`;

export const makeStepKey = (random: (size: number) => Uint8Array = randomBytes): Uint8Array =>
  random(KEY_BYTES);

export const sealStepKey = (key: Uint8Array, userId: string): Promise<string> =>
  sealSecret(Buffer.from(key).toString('base64url'), place(userId), configuration().ENCRYPTION_KEYS);

/** @returns null when it cannot be read with the keys configured now: then only recovery codes count */
export async function openStepKey(sealed: string, userId: string): Promise<Uint8Array | null> {
  const opened = await openSecret(sealed, place(userId), configuration().ENCRYPTION_KEYS);
  return opened.ok ? Buffer.from(opened.value, 'base64url') : null;
}
