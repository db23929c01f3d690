import { createCipheriv, createDecipheriv, createHash, createHmac, hash, randomFillSync } from 'node:crypto';
import type { Bytes, HashName, Primitives, RandomBytes } from './primitives';

const chooseCipher = (key: Uint8Array) => (key.length === 16 ? 'aes-128-cbc' : 'aes-256-cbc');

/** Block length of SHA-1 and SHA-256 in bytes. */
const BLOCK = 64;
/** Longer messages are not copied behind the key: that would cost more than it saves. */
const SHORT = 16_384;
/** A character of a text has at most three bytes in UTF-8. */
const SHORT_TEXT = Math.floor(SHORT / 3);
const inner = Buffer.alloc(BLOCK + SHORT);
const innerPad = inner.subarray(0, BLOCK);
/** The beginnings of `inner`, by length: making a view costs as much as hashing a block. */
const beginnings: Buffer[] = [];
const outer = { sha1: Buffer.alloc(BLOCK + 20), sha256: Buffer.alloc(BLOCK + 32) };
let paddedKey: string | null = null;

/**
 * HMAC as RFC 2104 writes it, from plain hashes: an `Hmac` object is a stream, and for a canonical text making one
 * costs more than the hashing. Returns what goes under the outer hash; null when the key is longer than a block, and for
 * hashes that are too rare to be worth it.
 */
function outerInput(name: HashName, key: Bytes, message: Bytes): Buffer | null {
  if ((name !== 'sha1' && name !== 'sha256') || !padKey(key)) return null;
  const isShort = message.length <= (typeof message === 'string' ? SHORT_TEXT : SHORT);
  // One character a byte ('binary' is Latin-1) carries the digest over without an array of its own.
  const digest = isShort
    ? hash(name, beginning(BLOCK + put(message, BLOCK)), 'binary')
    : createHash(name).update(innerPad).update(message).digest('binary');
  const input = outer[name];
  input.write(digest, BLOCK, 'latin1');
  return input;
}

function beginning(length: number): Buffer {
  // Long ones are rare enough to be made each time.
  if (length > 1_024) return inner.subarray(0, length);
  const known = beginnings[length] ?? inner.subarray(0, length);
  beginnings[length] = known;
  return known;
}

/** Writes the key into the inner and the outer blocks, unless they hold it. @returns false when it is too long */
function padKey(key: Bytes): boolean {
  if (key === paddedKey) return true;
  if ((typeof key === 'string' ? Buffer.byteLength(key) : key.length) > BLOCK) return false;
  innerPad.fill(0);
  put(key, 0);
  for (let i = 0; i < BLOCK; i++) {
    const byte = innerPad[i] ?? 0;
    innerPad[i] = byte ^ 0x36;
    outer.sha1[i] = byte ^ 0x5c;
    outer.sha256[i] = byte ^ 0x5c;
  }
  // Bytes may change in place, a text cannot.
  paddedKey = typeof key === 'string' ? key : null;
  return true;
}

/** Writes into the inner block. @returns the bytes written */
function put(value: Bytes, at: number): number {
  if (typeof value === 'string') return inner.write(value, at);
  inner.set(value, at);
  return value.length;
}

/** OpenSSL through node:crypto. The only file of this room that a browser bundle must not import. */
export const nodePrimitives: Primitives = {
  hash: (name, message) => hash(name, message, 'buffer'),
  hmac(name, key, message) {
    const input = outerInput(name, key, message);
    return input ? hash(name, input, 'buffer') : createHmac(name, key).update(message).digest();
  },
  hmacText(name, key, message, encoding) {
    const input = outerInput(name, key, message);
    return input ? hash(name, input, encoding) : createHmac(name, key).update(message).digest(encoding);
  },
  encryptAesCbc(key, iv, plaintext) {
    const cipher = createCipheriv(chooseCipher(key), key, iv);
    return Buffer.concat([cipher.update(plaintext), cipher.final()]);
  },
  decryptAesCbc(key, iv, ciphertext) {
    const decipher = createDecipheriv(chooseCipher(key), key, iv);
    try {
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    } catch {
      return null;
    }
  },
};

const pool = new Uint8Array(4_096);
let poolUsed = pool.length;

/** From the system's generator, drawn in larger portions; no byte is handed out twice or kept. */
export const nodeRandom: RandomBytes = (length) => {
  if (length > pool.length) return randomFillSync(new Uint8Array(length));
  if (poolUsed + length > pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  const bytes = pool.slice(poolUsed, poolUsed + length);
  pool.fill(0, poolUsed, poolUsed + length);
  poolUsed += length;
  return bytes;
};
