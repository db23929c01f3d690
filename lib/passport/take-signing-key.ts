import { createPrivateKey, createPublicKey } from 'node:crypto';
import { authoriseSystem, type Context, type PlatformScope } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { AppError } from '@/lib/core/errors';
import { database, inTransaction, isUniqueViolation } from '@/lib/db/client';
import { openSecret, resealSecret } from '@/lib/storage/seal-secret';
import { makeSigningKey, signingKeyContext } from './make-signing-key';
import { keyFingerprint, type PassportKeyPair, toPublicPem } from './passport-key';
import { findCurrentKey, replaceSealedPassportKey } from './store';

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

async function openKey(
  scope: PlatformScope,
  known: { id: string; sealedPrivateKey: string },
): Promise<PassportKeyPair> {
  const context = signingKeyContext(known.id);
  const keys = configuration().ENCRYPTION_KEYS;
  const opened = await openSecret(known.sealedPrivateKey, context, keys);
  if (!opened.ok) throw new AppError('INTERNAL', { message: 'passport.keyUnreadable' });
  const moved = await resealSecret(known.sealedPrivateKey, context, keys);
  if (moved.ok && moved.isChanged) await replaceSealedPassportKey(database(), scope, known, moved.sealed);
  const privateKey = createPrivateKey(opened.value);
  const publicKey = createPublicKey(privateKey);
  return { fingerprint: keyFingerprint(publicKey), publicPem: toPublicPem(publicKey), privateKey };
}
