import { fromBase64, joinBytes, toBase64, toBytes, toText } from './encoding';
import type { DecryptionFailure } from './failure';
import type { Digests, Primitives, RandomBytes } from './primitives';
import { randomText } from './random-text';

/**
 * Encryption of sensitive fields in V1.0: `iv + base64(AES-CBC-PKCS5(plaintext, key, iv))`, where `iv` is 16 random
 * characters of `[0-9A-Za-z]`, used as ASCII bytes and sent in clear in front.
 *
 * Source: SaaS Access Guide V1.0, the interface tables (`encryptType`, `userName`, `password`) and Huawei's Java sample.
 * https://support.huaweicloud.com/intl/en-us/accessg-marketplace/
 * The key derivation is not written there: it is what Java's `KeyGenerator("AES")` makes of a `SHA1PRNG` seeded with
 * the access key's UTF-8 bytes. The page limits `userName` and `password` to 128 characters without saying of what:
 * the limit is that of the ciphertext with its IV, so a plaintext has at most 79 bytes.
 */
export const ENCRYPT_TYPES = { AES256_CBC_PKCS5Padding: '1', AES128_CBC_PKCS5Padding: '2' } as const;
export type EncryptType = (typeof ENCRYPT_TYPES)[keyof typeof ENCRYPT_TYPES];

/** Limit of `userName` and `password` in characters of ciphertext. */
export const CIPHERTEXT_LIMIT = 128;
const IV_CHARACTERS = 16;
const BLOCK_BYTES = 16;

/** The AES key of an access key: 32 bytes for encryptType `1`, 16 for `2`. */
export function deriveKey(accessKey: string, encryptType: EncryptType, digests: Digests): Uint8Array {
  return sha1Prng(toBytes(accessKey), encryptType === '1' ? 32 : 16, digests);
}

/**
 * SUN's `SHA1PRNG` after `setSeed`: output blocks are SHA1(state), and after each one the state becomes
 * state + block + 1 as little-endian numbers of 160 bits. Java adds *signed* bytes and keeps the carry by an
 * arithmetic shift, so a sum may borrow: `>> 24 << 24 >> 24` below reads a byte as Java does.
 */
export function sha1Prng(seed: Uint8Array, length: number, digests: Digests): Uint8Array {
  const signed = (byte = 0) => (byte << 24) >> 24;
  const state = Uint8Array.from(digests.hash('sha1', seed));
  let output = new Uint8Array(0);
  while (output.length < length) {
    const block = digests.hash('sha1', state);
    output = joinBytes(output, block) as Uint8Array<ArrayBuffer>;
    let carry = 1;
    let hasChanged = false;
    for (let i = 0; i < state.length; i++) {
      const sum = signed(state[i]) + signed(block[i]) + carry;
      hasChanged ||= (sum & 0xff) !== state[i];
      state[i] = sum & 0xff;
      carry = sum >> 8;
    }
    if (!hasChanged) state[0] = (state[0] ?? 0) + 1;
  }
  return output.subarray(0, length);
}

/**
 * Encrypts one field.
 * @param choice `iv` 16 characters of `[0-9A-Za-z]`; use `newIv` unless a known answer is reproduced
 */
export function encryptField(
  plaintext: string,
  choice: { accessKey: string; encryptType: EncryptType; iv: string },
  primitives: Primitives,
): string {
  const key = deriveKey(choice.accessKey, choice.encryptType, primitives);
  return choice.iv + toBase64(primitives.encryptAesCbc(key, toBytes(choice.iv), toBytes(plaintext)));
}

export const newIv = (random: RandomBytes): string => randomText(IV_CHARACTERS, random);

export type Decryption = { ok: true; plaintext: string } | { ok: false; failure: DecryptionFailure };

/** Decrypts one field; whatever comes in, the result is a value. */
export function decryptField(
  ciphertext: string,
  choice: { accessKey: string; encryptType: EncryptType },
  primitives: Primitives,
): Decryption {
  const failure = (reason: DecryptionFailure): Decryption => ({ ok: false, failure: reason });
  const iv = ciphertext.slice(0, IV_CHARACTERS);
  if (iv.length < IV_CHARACTERS) return failure({ code: 'IV_MISSING', length: ciphertext.length });
  if (!/^[0-9A-Za-z]{16}$/.test(iv)) return failure({ code: 'IV_INVALID', seen: iv });
  const encoded = ciphertext.slice(IV_CHARACTERS);
  const bytes = fromBase64(encoded);
  if (!bytes) {
    const position = encoded.search(/[^A-Za-z0-9+/=]/);
    return failure({
      code: 'BASE64_INVALID',
      position: position < 0 ? ciphertext.length + 1 : IV_CHARACTERS + position + 1,
    });
  }
  if (bytes.length === 0 || bytes.length % BLOCK_BYTES)
    return failure({ code: 'BLOCK_LENGTH', bytes: bytes.length });
  const key = deriveKey(choice.accessKey, choice.encryptType, primitives);
  const plain = primitives.decryptAesCbc(key, toBytes(iv), bytes);
  if (!plain) return failure({ code: 'KEY_OR_TYPE_WRONG' });
  const plaintext = toText(plain);
  return plaintext === null ? failure({ code: 'NOT_UTF8' }) : { ok: true, plaintext };
}

export type LengthCount = {
  plaintextBytes: number;
  ciphertextCharacters: number;
  limit: number;
  fits: boolean;
  /** UTF-8 bytes that may still be typed; negative when too many were. */
  bytesLeft: number;
};

/** The ciphertext's length without encrypting: what a form counts while somebody types. */
export function countCiphertext(plaintext: string, limit: number = CIPHERTEXT_LIMIT): LengthCount {
  const plaintextBytes = toBytes(plaintext).length;
  const padded = (Math.floor(plaintextBytes / BLOCK_BYTES) + 1) * BLOCK_BYTES;
  const ciphertextCharacters = IV_CHARACTERS + Math.ceil(padded / 3) * 4;
  const wholeBlocks = Math.floor((Math.floor((limit - IV_CHARACTERS) / 4) * 3) / BLOCK_BYTES);
  const bytesLeft = wholeBlocks * BLOCK_BYTES - 1 - plaintextBytes;
  return { plaintextBytes, ciphertextCharacters, limit, fits: ciphertextCharacters <= limit, bytesLeft };
}
