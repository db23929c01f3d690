import { decryptAesCbc, encryptAesCbc } from './aes';
import { joinBytes, toBase64, toBytes, toHex } from './encoding';
import type { Bytes, HashName, Primitives } from './primitives';
import { BLOCK_BYTES, sha1, sha256 } from './sha';

const hash = (name: HashName, message: Bytes): Uint8Array =>
  name === 'sha1' ? sha1(toBytes(message)) : sha256(toBytes(message));

/** RFC 2104 §2. */
function hmac(name: HashName, key: Bytes, message: Bytes): Uint8Array {
  const long = toBytes(key);
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(long.length > BLOCK_BYTES ? hash(name, long) : long);
  const inner = hash(
    name,
    joinBytes(
      block.map((byte) => byte ^ 0x36),
      toBytes(message),
    ),
  );
  return hash(
    name,
    joinBytes(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}

/** Everything in plain TypeScript, for a browser bundle; on Node `nodePrimitives` is many times faster. */
export const purePrimitives: Primitives = {
  hash,
  hmac,
  hmacText: (name, key, message, encoding) =>
    encoding === 'hex' ? toHex(hmac(name, key, message)) : toBase64(hmac(name, key, message)),
  encryptAesCbc,
  decryptAesCbc,
};
