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

export const nodeRandom: RandomBytes = (length) => randomFillSync(new Uint8Array(length));
