import { fromBase64, joinBytes, toBytes, toText } from './encoding';
import type { Primitives } from './primitives';

const HEAD = 'Salted__';
const SALT_BYTES = 8;
const KEY_BYTES = 32;
const IV_BYTES = 16;
const NOT_TEXT = /[\p{Cc}\p{Cn}\p{Co}]/u;

type Digest = (bytes: Uint8Array) => Uint8Array;

/**
 * The text that was encrypted under a passphrase, as CryptoJS does with a key that is a text, and `openssl enc`: base64 of
 * `Salted__`, eight bytes of salt and AES-256-CBC, whose key and IV come of passphrase and salt (EVP_BytesToKey, one round
 * of MD5 or SHA-256). Null where it is none, or under another passphrase.
 */
export function openSalted(
  base64: string,
  passphrase: string,
  primitives: Primitives & { md5?: Digest },
): string | null {
  const bytes = fromBase64(base64);
  const from = HEAD.length + SALT_BYTES;
  if (!bytes || bytes.length <= from || toText(bytes.subarray(0, HEAD.length)) !== HEAD) return null;
  const salt = bytes.slice(HEAD.length, from);
  const sha256: Digest = (message) => primitives.hash('sha256', message);
  for (const digest of primitives.md5 ? [primitives.md5, sha256] : [sha256]) {
    const made = stretch(joinBytes(toBytes(passphrase), salt), digest);
    const [key, iv] = [made.slice(0, KEY_BYTES), made.slice(KEY_BYTES, KEY_BYTES + IV_BYTES)];
    const plain = primitives.decryptAesCbc(key, iv, bytes.slice(from));
    const text = plain && toText(plain);
    if (text && !NOT_TEXT.test(text)) return text;
  }
  return null;
}

/** Each digest is made of the one before it. */
function stretch(seed: Uint8Array, digest: Digest): Uint8Array {
  let made = new Uint8Array(0);
  let last: Uint8Array = made;
  while (made.length < KEY_BYTES + IV_BYTES) {
    last = digest(joinBytes(last, seed));
    made = Uint8Array.from(joinBytes(made, last));
  }
  return made;
}
