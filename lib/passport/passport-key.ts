import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A key pair that signs passports; `fingerprint` names it to people. */
export type PassportKeyPair = { fingerprint: string; publicPem: string; privateKey: KeyObject };

/** SHA-256 of the public key as SubjectPublicKeyInfo (RFC 8410), lower-case hexadecimal. */
export const keyFingerprint = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** The one way in which we write a public key. */
export const toPublicPem = (publicKey: KeyObject): string =>
  publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Null for what is no Ed25519 key. */
export function readPublicKey(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

export function newPassportKeyPair(): PassportKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { fingerprint: keyFingerprint(publicKey), publicPem: toPublicPem(publicKey), privateKey };
}
