import { createPrivateKey, createPublicKey } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { database, inTransaction, isUniqueViolation, type Transaction } from '@/lib/db/client';
import { openSecret, resealSecret, sealSecret } from '@/lib/storage/seal-secret';
import { keyFingerprint, newPassportKeyPair, type PassportKeyPair, toPublicPem } from './passport-key';
import { findCurrentKey, insertPassportKey, replaceSealedPassportKey } from './store';

const encryptionContext = (id: string) => `passport-key:${id}`;

/**
 * The key pair that signs passports here: made when the first one is needed.
 * @throws AppError INTERNAL when it is there and no configured encryption key opens it
 */
export async function takeSigningKey(context: Context): Promise<PassportKeyPair> {
  const scope = authoriseSystem(context);
  const known = await findCurrentKey(database(), scope);
  if (known) return openKey(scope, known);
  try {
    await inTransaction((tx) => makeSigningKey(tx, context, scope, 'passport.keyMade'));
  } catch (error) {
    // Another worker made one at the same time: that one signs.
    if (!isUniqueViolation(error, 'PassportKey_one_current')) throw error;
  }
  const made = await findCurrentKey(database(), scope);
  if (!made) throw new TypeError('no key signs passports');
  return openKey(scope, made);
}

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
  const sealedPrivateKey = await sealSecret(secret, encryptionContext(id), configuration().ENCRYPTION_KEYS);
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

async function openKey(
  scope: PlatformScope,
  known: { id: string; sealedPrivateKey: string },
): Promise<PassportKeyPair> {
  const context = encryptionContext(known.id);
  const keys = configuration().ENCRYPTION_KEYS;
  const opened = await openSecret(known.sealedPrivateKey, context, keys);
  if (!opened.ok) throw new AppError('INTERNAL', { message: 'passport.keyUnreadable' });
  const moved = await resealSecret(known.sealedPrivateKey, context, keys);
  if (moved.ok && moved.isChanged) await replaceSealedPassportKey(database(), scope, known, moved.sealed);
  const privateKey = createPrivateKey(opened.value);
  const publicKey = createPublicKey(privateKey);
  return { fingerprint: keyFingerprint(publicKey), publicPem: toPublicPem(publicKey), privateKey };
}
