import { decryptAesCbc, encryptAesCbc } from './aes';
import { toBase64, toBytes, toHex } from './encoding';
import type { Bytes, HashName, Primitives } from './primitives';
import { BLOCK_BYTES, digestAfter, type Midstate, midstate } from './sha';

const EMPTY = new Uint8Array();
const STARTS = { sha1: midstate('sha1', EMPTY), sha256: midstate('sha256', EMPTY) };

const hash = (name: HashName, message: Bytes): Uint8Array =>
  digestAfter(name, STARTS[name], toBytes(message));

type HmacKey = { name: HashName; key: string; inner: Midstate; outer: Midstate };

/** The states after the key's blocks (RFC 2104 §4), of the key used last: a search tries it many times in a row. */
let lastKey: HmacKey | null = null;

function hmacKey(name: HashName, key: Bytes): Pick<HmacKey, 'inner' | 'outer'> {
  if (lastKey?.key === key && lastKey.name === name) return lastKey;
  const long = toBytes(key);
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(long.length > BLOCK_BYTES ? hash(name, long) : long);
  const after = (pad: number) =>
    midstate(
      name,
      block.map((byte) => byte ^ pad),
    );
  const states = { inner: after(0x36), outer: after(0x5c) };
  // Bytes may change in place, a text cannot.
  if (typeof key === 'string') lastKey = { name, key, ...states };
  return states;
}

/** RFC 2104 §2. */
function hmac(name: HashName, key: Bytes, message: Bytes): Uint8Array {
  const { inner, outer } = hmacKey(name, key);
  return digestAfter(name, outer, digestAfter(name, inner, toBytes(message)));
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
