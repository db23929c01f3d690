type Encrypt = (block: Uint8Array) => Uint8Array;
type Stream = (iv: Uint8Array, bytes: Uint8Array, encrypt: Encrypt) => Uint8Array;

const BLOCK = 16;

/** Bytes under a stream that is made a block at a time. */
function xored(bytes: Uint8Array, makeBlock: (index: number) => Uint8Array): Uint8Array {
  let block = new Uint8Array(0);
  return bytes.map((byte, at) => {
    if (at % BLOCK === 0) block = new Uint8Array(makeBlock(at / BLOCK));
    return byte ^ (block[at % BLOCK] ?? 0);
  });
}

/** A counter of 16 bytes, some blocks later. */
function counted(start: Uint8Array, blocks: number): Uint8Array {
  const counter = start.slice();
  let rest = blocks;
  for (let at = BLOCK - 1; at >= 0 && rest > 0; at -= 1) {
    rest += counter[at] ?? 0;
    counter[at] = rest & 0xff;
    rest >>= 8;
  }
  return counter;
}

const counter: Stream = (iv, bytes, encrypt) => xored(bytes, (index) => encrypt(counted(iv, index)));
const feedback: Stream = (iv, bytes, encrypt) =>
  xored(bytes, (index) => encrypt(index === 0 ? iv : bytes.slice(BLOCK * (index - 1), BLOCK * index)));
const output: Stream = (iv, bytes, encrypt) => {
  let last = iv;
  return xored(bytes, () => {
    last = encrypt(last);
    return last;
  });
};
/** Feedback of a byte each, which Python libraries have as their CFB. */
const byteFeedback: Stream = (iv, bytes, encrypt) => {
  const register = [...iv];
  return bytes.map((byte) => {
    const [first = 0] = encrypt(Uint8Array.from(register));
    register.shift();
    register.push(byte);
    return byte ^ first;
  });
};

/** The modes of AES that make a stream of it (NIST SP 800-38A), each to decrypt. */
export const STREAM_MODES: readonly Stream[] = [counter, feedback, byteFeedback, output];
