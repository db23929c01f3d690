import { recordAudit } from '@/lib/audit/record-audit';
import type { Context, PlatformScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { newId } from '@/lib/core/ids';
import type { Transaction } from '@/lib/db/client';
import { sealSecret } from '@/lib/storage/seal-secret';
import { newPassportKeyPair } from './passport-key';
import { insertPassportKey } from './store';

/** A ciphertext opens for its own key only. */
export const signingKeyContext = (id: string): string => `passport-key:${id}`;

/** Makes a key pair and keeps it under seal. The caller has ended the one before. @returns its fingerprint */
export async function makeSigningKey(
  tx: Transaction,
  context: Context,
  scope: PlatformScope,
  event: 'passport.keyMade' | 'passport.keyRotated',
): Promise<string> {
  const at = context.clock.now();
  const id = newId(at.getTime());
  const { fingerprint, publicPem, privateKey } = newPassportKeyPair();
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const sealedPrivateKey = await sealSecret(secret, signingKeyContext(id), configuration().ENCRYPTION_KEYS);
  await insertPassportKey(tx, scope, {
    id,
    fingerprint,
    publicKey: publicPem,
    sealedPrivateKey,
    createdAt: at,
  });
  await recordAudit(tx, context, {
    event,
    organizationId: null,
    subject: { type: 'passportKey', id },
    after: { fingerprint },
  });
  return fingerprint;
}
