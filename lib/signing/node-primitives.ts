import { createCipheriv, createDecipheriv, createHash, createHmac, randomFillSync } from 'node:crypto';
import type { Primitives, RandomBytes } from './primitives';

const cipherOf = (key: Uint8Array) => (key.length === 16 ? 'aes-128-cbc' : 'aes-256-cbc');

/** OpenSSL through node:crypto. The only file of this room that a browser bundle must not import. */
export const nodePrimitives: Primitives = {
  hash: (name, message) => createHash(name).update(message).digest(),
  hmac: (name, key, message) => createHmac(name, key).update(message).digest(),
  hmacText: (name, key, message, encoding) => createHmac(name, key).update(message).digest(encoding),
  encryptAesCbc(key, iv, plaintext) {
    const cipher = createCipheriv(cipherOf(key), key, iv);
    return Buffer.concat([cipher.update(plaintext), cipher.final()]);
  },
  decryptAesCbc(key, iv, ciphertext) {
    const decipher = createDecipheriv(cipherOf(key), key, iv);
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
