/** FIPS 180-4 §4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K256 = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);
/** FIPS 180-4 §5.3.3: likewise, square roots of the first 8 primes. */
const START256 = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];
const START1 = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];

export const BLOCK_BYTES = 64;

/** What one algorithm is made of. `compress` takes in the block of 64 bytes that begins at `at`. */
type Algorithm = {
  start: readonly number[];
  compress(state: Int32Array, bytes: Uint8Array, at: number): void;
};

const rotateLeft = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits));

/** The message schedule; a digest is calculated in one go, so that all can share it. */
const w = new Int32Array(80);

function readBlock(bytes: Uint8Array, at: number): void {
  for (let t = 0; t < 16; t++) {
    const i = at + 4 * t;
    w[t] =
      ((bytes[i] as number) << 24) |
      ((bytes[i + 1] as number) << 16) |
      ((bytes[i + 2] as number) << 8) |
      (bytes[i + 3] as number);
  }
}

/** FIPS 180-4 §6.2.2. Rotations are written out: this is the inner loop of every search in a browser. */
function compress256(state: Int32Array, bytes: Uint8Array, at: number): void {
  readBlock(bytes, at);
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15] as number;
    const y = w[t - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = (s1 + (w[t - 7] as number) + s0 + (w[t - 16] as number)) | 0;
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + (g ^ (e & (f ^ g))) + (K256[t] as number) + (w[t] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

/** FIPS 180-4 §6.1.2; only for the key derivation of V1.0, where Java chose SHA-1. */
function compress1(state: Int32Array, bytes: Uint8Array, at: number): void {
  readBlock(bytes, at);
  for (let t = 16; t < 80; t++) {
    const mixed = (w[t - 3] as number) ^ (w[t - 8] as number) ^ (w[t - 14] as number) ^ (w[t - 16] as number);
    w[t] = rotateLeft(mixed, 1);
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  for (let t = 0; t < 80; t++) {
    const next = (rotateLeft(a, 5) + round1(t, b, c, d) + e + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = rotateLeft(b, 30);
    b = a;
    a = next;
  }
  for (const [i, word] of [a, b, c, d, e].entries()) state[i] = (state[i] as number) + word;
}

/** FIPS 180-4 §4.1.1 and §4.2.1: the function of the round together with its constant. */
function round1(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) ^ (~b & d)) + 0x5a827999;
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (t < 60) return ((b & c) ^ (b & d) ^ (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

/** SHA-256 (FIPS 180-4 §6.2) and SHA-1 (§6.1). */
export const ALGORITHMS = {
  sha256: { start: START256, compress: compress256 },
  sha1: { start: START1, compress: compress1 },
} satisfies Record<string, Algorithm>;
export type AlgorithmName = keyof typeof ALGORITHMS;

/** A digest under way: its words, and how many bytes they hold, always whole blocks. */
export type Midstate = { words: Int32Array; bytes: number };

/** The state after the blocks of `prefix`, whose length is a multiple of 64: an HMAC begins with its key's block. */
export function midstate(name: AlgorithmName, prefix: Uint8Array): Midstate {
  const { start, compress } = ALGORITHMS[name];
  const words = Int32Array.from(start);
  for (let at = 0; at < prefix.length; at += BLOCK_BYTES) compress(words, prefix, at);
  return { words, bytes: prefix.length };
}

const tail = new Uint8Array(2 * BLOCK_BYTES);
const tailView = new DataView(tail.buffer);

/**
 * The digest of what `from` holds and of `message` after it. The message is read in place; only its last, partial
 * block is copied, to be padded (FIPS 180-4 §5.1.1): one bit, zeros, the length in bits as 64 bits, big-endian.
 */
export function digestAfter(name: AlgorithmName, from: Midstate, message: Uint8Array): Uint8Array {
  const { compress } = ALGORITHMS[name];
  const words = from.words.slice();
  const whole = message.length - (message.length % BLOCK_BYTES);
  for (let at = 0; at < whole; at += BLOCK_BYTES) compress(words, message, at);
  const rest = message.length - whole;
  const end = rest + 9 > BLOCK_BYTES ? 2 * BLOCK_BYTES : BLOCK_BYTES;
  const length = from.bytes + message.length;
  tail.fill(0);
  tail.set(message.subarray(whole));
  tail[rest] = 0x80;
  tailView.setUint32(end - 8, Math.floor(length / 2 ** 29));
  tailView.setUint32(end - 4, (length << 3) >>> 0);
  for (let at = 0; at < end; at += BLOCK_BYTES) compress(words, tail, at);
  tail.fill(0);
  return bigEndian(words);
}

function bigEndian(words: Int32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  for (let i = 0; i < words.length; i++) view.setInt32(i * 4, words[i] as number);
  return new Uint8Array(view.buffer);
}
