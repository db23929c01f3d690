/** AES (FIPS 197) in cipher block chaining with PKCS#5 padding, byte by byte: short rather than fast. */
const BLOCK = 16;

/** Multiplication by x in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1. */
const double = (byte: number) => ((byte << 1) ^ (byte & 0x80 ? 0x11b : 0)) & 0xff;

function multiply(a: number, b: number): number {
  let product = 0;
  for (let factor = a, bits = b; bits > 0; bits >>= 1, factor = double(factor))
    if (bits & 1) product ^= factor;
  return product;
}

/** FIPS 197 §5.1.1: the inverse in GF(2^8), then the affine map; walked by powers of the generator 3. */
function makeBoxes(): { box: Uint8Array; inverse: Uint8Array } {
  const box = new Uint8Array(256);
  const inverse = new Uint8Array(256);
  let power = 1;
  let reciprocal = 1;
  do {
    power = multiply(power, 3);
    reciprocal = multiply(reciprocal, 0xf6); // 0xf6 is the inverse of 3
    let value = reciprocal | (reciprocal << 8);
    value = (reciprocal ^ (value >> 4) ^ (value >> 5) ^ (value >> 6) ^ (value >> 7) ^ 0x63) & 0xff;
    box[power] = value;
  } while (power !== 1);
  box[0] = 0x63;
  box.forEach((value, index) => {
    inverse[value] = index;
  });
  return { box, inverse };
}

const { box: S_BOX, inverse: INVERSE_S_BOX } = makeBoxes();
const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

/** FIPS 197 §5.2: 11 (AES-128) or 15 (AES-256) round keys of 16 bytes, one after the other. */
function expandKey(key: Uint8Array): Uint8Array {
  const words = key.length / 4;
  const expanded = new Uint8Array((words + 7) * BLOCK);
  expanded.set(key);
  let roundConstant = 1;
  for (let i = key.length; i < expanded.length; i += 4) {
    let word = [0, 1, 2, 3].map((j) => at(expanded, i - 4 + j));
    if ((i / 4) % words === 0) {
      word = [1, 2, 3, 0].map((j) => at(S_BOX, word[j] ?? 0));
      word[0] = (word[0] ?? 0) ^ roundConstant;
      roundConstant = double(roundConstant);
    } else if (words > 6 && (i / 4) % words === 4) {
      word = word.map((byte) => at(S_BOX, byte));
    }
    for (let j = 0; j < 4; j++) expanded[i + j] = at(expanded, i - key.length + j) ^ (word[j] ?? 0);
  }
  return expanded;
}

function addRoundKey(state: Uint8Array, keys: Uint8Array, round: number): void {
  for (let i = 0; i < BLOCK; i++) state[i] = at(state, i) ^ at(keys, round * BLOCK + i);
}

/** Substitution and row shift in one: row r moves r columns to the left (`direction` 1) or right (-1). */
function substituteAndShift(state: Uint8Array, box: Uint8Array, direction: 1 | -1): void {
  const before = state.slice();
  for (let i = 0; i < BLOCK; i++)
    state[i] = at(box, at(before, (i + 4 * direction * (i % 4) + BLOCK) % BLOCK));
}

function mixColumns(state: Uint8Array, factors: readonly [number, number, number, number]): void {
  const before = state.slice();
  for (let i = 0; i < BLOCK; i++) {
    const column = i - (i % 4);
    state[i] = factors.reduce(
      (sum, factor, j) => sum ^ multiply(at(before, column + ((i + j) % 4)), factor),
      0,
    );
  }
}

function encryptBlock(state: Uint8Array, keys: Uint8Array): void {
  const rounds = keys.length / BLOCK - 1;
  addRoundKey(state, keys, 0);
  for (let round = 1; round <= rounds; round++) {
    substituteAndShift(state, S_BOX, 1);
    if (round < rounds) mixColumns(state, [2, 3, 1, 1]);
    addRoundKey(state, keys, round);
  }
}

function decryptBlock(state: Uint8Array, keys: Uint8Array): void {
  const rounds = keys.length / BLOCK - 1;
  for (let round = rounds; round >= 1; round--) {
    addRoundKey(state, keys, round);
    if (round < rounds) mixColumns(state, [14, 11, 13, 9]);
    substituteAndShift(state, INVERSE_S_BOX, -1);
  }
  addRoundKey(state, keys, 0);
}

/** See `Ciphers.encryptAesCbc`. */
export function encryptAesCbc(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const keys = expandKey(key);
  const padding = BLOCK - (plaintext.length % BLOCK);
  const bytes = new Uint8Array(plaintext.length + padding).fill(padding);
  bytes.set(plaintext);
  let previous = iv;
  for (let from = 0; from < bytes.length; from += BLOCK) {
    const block = bytes.subarray(from, from + BLOCK);
    for (let i = 0; i < BLOCK; i++) block[i] = at(block, i) ^ at(previous, i);
    encryptBlock(block, keys);
    previous = block;
  }
  return bytes;
}

/** See `Ciphers.decryptAesCbc`. */
export function decryptAesCbc(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array | null {
  if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) return null;
  const keys = expandKey(key);
  const bytes = ciphertext.slice();
  for (let from = 0; from < bytes.length; from += BLOCK) {
    const block = bytes.subarray(from, from + BLOCK);
    const previous = from === 0 ? iv : ciphertext.subarray(from - BLOCK, from);
    decryptBlock(block, keys);
    for (let i = 0; i < BLOCK; i++) block[i] = at(block, i) ^ at(previous, i);
  }
  const padding = at(bytes, bytes.length - 1);
  const isPadded =
    padding >= 1 && padding <= BLOCK && bytes.subarray(-padding).every((byte) => byte === padding);
  return isPadded ? bytes.slice(0, bytes.length - padding) : null;
}
