/** Bytes, or a text that stands for its UTF-8 bytes. */
export type Bytes = Uint8Array | string;
/** The protocol is SHA-256 and SHA-1; the others are what sellers take for them. */
export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/**
 * The hashes that every profile is made of, injected so that Node uses its native ones (`nodePrimitives`) and a
 * browser bundle the pure ones (`purePrimitives`). Synchronous: a search tries hundreds of digests in a few
 * milliseconds, which a promise each would not allow.
 */
export type Digests = {
  hash(name: HashName, message: Bytes): Uint8Array;
  hmac(name: HashName, key: Bytes, message: Bytes): Uint8Array;
  /** The HMAC as text; hexadecimal is lower case. Separate from `hmac` because natively it needs no second pass. */
  hmacText(name: HashName, key: Bytes, message: Bytes, encoding: 'hex' | 'base64'): string;
};

/** AES-CBC with PKCS#5 padding; the key's length (16 or 32 bytes) chooses AES-128 or AES-256, `iv` has 16 bytes. */
export type Ciphers = {
  encryptAesCbc(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** Null when the padding is wrong, which is what a wrong key looks like. */
  decryptAesCbc(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array | null;
};

export type Primitives = Digests & Ciphers;

/** Fills an array of `length` with unpredictable bytes. */
export type RandomBytes = (length: number) => Uint8Array;
