import { cbc } from '@noble/ciphers/aes.js';
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { toBase64, toBytes, toHex } from './encoding';
import type { Bytes, HashName, Primitives } from './primitives';

const HASHES = { md5, sha1, sha256, sha384, sha512 };

type KeyedHmac = { clone(): KeyedHmac; update(message: Uint8Array): { digest(): Uint8Array } };

/** The state after the blocks of the key that was used last: a search tries one key many times in a row. */
let last: { name: HashName; key: string; keyed: KeyedHmac } | null = null;

function keyedHmac(name: HashName, key: Bytes): KeyedHmac {
  // Bytes may change in place, a text cannot.
  if (typeof key !== 'string') return nobleHmac.create(HASHES[name], key);
  if (last?.key !== key || last.name !== name)
    last = { name, key, keyed: nobleHmac.create(HASHES[name], toBytes(key)) };
  return last.keyed.clone();
}

const hmac = (name: HashName, key: Bytes, message: Bytes): Uint8Array =>
  keyedHmac(name, key).update(toBytes(message)).digest();

/** Audited JavaScript for a browser bundle; on Node `nodePrimitives` is many times faster. */
export const purePrimitives: Primitives = {
  hash: (name, message) => HASHES[name](toBytes(message)),
  hmac,
  hmacText: (name, key, message, encoding) =>
    encoding === 'hex' ? toHex(hmac(name, key, message)) : toBase64(hmac(name, key, message)),
  encryptAesCbc: (key, iv, plaintext) => cbc(key, iv).encrypt(plaintext),
  decryptAesCbc: (key, iv, ciphertext) => {
    try {
      return cbc(key, iv).decrypt(ciphertext);
    } catch {
      return null;
    }
  },
};
