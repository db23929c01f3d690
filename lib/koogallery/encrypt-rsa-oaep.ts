import { constants, createPublicKey, type KeyObject, publicEncrypt } from 'node:crypto';
import { joinBytes, toBase64, toBytes } from '@/lib/signing/encoding';
import type { Digests, RandomBytes } from '@/lib/signing/primitives';

const HASH_BYTES = 32;

/** Bytes that one block under a key of `bits` holds. */
export const rsaOaepCapacity = (bits: number): number => Math.ceil(bits / 8) - 2 * HASH_BYTES - 2;

/**
 * Encrypts a text with RSA-OAEP (RFC 8017 §7.1.1, empty label) and writes it in base64: `clientSecret` of
 * `applicationSync`. The documentation names neither hash nor encoding: SHA-256 for both the label and MGF1, and
 * base64, are [inferred] from the key length that it asks for and from its other ciphertexts.
 *
 * The padding is made here so that its seed comes from `random`, as every other source of the rules is injected; the
 * modular arithmetic is OpenSSL's.
 * @param publicKey PEM (SPKI)
 * @returns null when that is not an RSA public key, or the text does not fit into one block
 */
export function encryptRsaOaep(
  plaintext: string,
  publicKey: string,
  sources: { random: RandomBytes; primitives: Digests },
): string | null {
  const key = readRsaKey(publicKey);
  const bits = key?.asymmetricKeyDetails?.modulusLength;
  if (!key || bits === undefined) return null;
  const message = toBytes(plaintext);
  const spare = rsaOaepCapacity(bits) - message.length;
  if (spare < 0) return null;
  const { random, primitives } = sources;
  const label = primitives.hash('sha256', '');
  const block = joinBytes(label, new Uint8Array(spare), Uint8Array.of(1), message);
  const seed = random(HASH_BYTES);
  const maskedBlock = xor(block, mask(seed, block.length, primitives));
  const maskedSeed = xor(seed, mask(maskedBlock, HASH_BYTES, primitives));
  const encoded = joinBytes(Uint8Array.of(0), maskedSeed, maskedBlock);
  return toBase64(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded));
}

function readRsaKey(publicKey: string): KeyObject | null {
  try {
    const key = createPublicKey(publicKey);
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}

/** MGF1 with SHA-256 (RFC 8017 §B.2.1). */
function mask(seed: Uint8Array, length: number, digests: Digests): Uint8Array {
  let bytes: Uint8Array = new Uint8Array();
  for (let counter = 0; bytes.length < length; counter++) {
    const index = Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter);
    bytes = joinBytes(bytes, digests.hash('sha256', joinBytes(seed, index)));
  }
  return bytes.subarray(0, length);
}

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ (b[i] ?? 0));
