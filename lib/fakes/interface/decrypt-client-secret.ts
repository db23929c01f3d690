import { constants, type KeyObject, privateDecrypt } from 'node:crypto';
import { fromBase64, toText } from '@/lib/signing/encoding';

/** The page says RSA-OAEP and names no hash: SHA-256, or SHA-1 as older libraries take it unasked. */
const HASHES = ['sha256', 'sha1'] as const;

/** `clientSecret` of `applicationSync` in clear (koogallery-protocol §2.2); null when it cannot be read. */
export function decryptClientSecret(encrypted: string, privateKey: KeyObject): string | null {
  const bytes = fromBase64(encrypted);
  if (!bytes) return null;
  for (const oaepHash of HASHES) {
    try {
      const options = { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash };
      return toText(privateDecrypt(options, bytes));
    } catch {
      // Encrypted with the other hash, or not for this key.
    }
  }
  return null;
}
