import type { CiphertextDeviation, Deviation } from './ciphertext-deviations';
import { fromBase64, joinBytes, toBytes, toHex } from './encoding';
import { deriveKey, ENCRYPT_TYPES, type EncryptType } from './encryption';
import type { Bytes, Primitives } from './primitives';

/** MD5 is not a digest of the protocol: who has it passes it. */
export type NearPrimitives = Primitives & { md5?: (bytes: Uint8Array) => Uint8Array };
/** `form`: null where it is derived as documented. */
export type NearKey = { form: Deviation; type: EncryptType; bytes: Uint8Array };

const TYPES: readonly EncryptType[] = Object.values(ENCRYPT_TYPES);

/** Every AES key that a seller may have made of the access keys; the documented ones first. */
export function listNearKeys(
  accessKeys: readonly string[],
  encryptType: EncryptType,
  primitives: NearPrimitives,
): NearKey[] {
  const types = [encryptType, ...TYPES.filter((type) => type !== encryptType)];
  const [accessKey = '', ...others] = accessKeys;
  const derived = (key: string, form: Deviation): NearKey[] =>
    types.map((type) => ({ form, type, bytes: deriveKey(key, type, primitives) }));
  const raw = toBytes(accessKey);
  const sha256 = primitives.hash('sha256', raw);
  const md5 = primitives.md5?.(raw);
  const decoded = fromBase64(accessKey);
  const candidates: readonly (readonly [CiphertextDeviation, Bytes | null | undefined])[] = [
    ['KEY_RAW', raw],
    ['KEY_SHA256', sha256],
    ['KEY_SHA1', primitives.hash('sha1', raw)],
    ['KEY_MD5', md5],
    ['KEY_HEX_OF_SHA256', toHex(sha256)],
    ['KEY_HEX_OF_MD5', md5 && toHex(md5)],
    ['KEY_DECODED', decoded],
    ['KEY_RAW', raw.length > 0 ? joinBytes(...Array.from({ length: 32 }, () => raw)) : null],
    ['KEY_RAW', `${accessKey}${'0'.repeat(32)}`],
    ['KEY_RAW', accessKey.padEnd(32, ' ')],
    ['KEY_HEX_OF_MD5', md5 && toHex(md5).toUpperCase()],
    ['KEY_HEX_OF_MD5', md5 && toHex(md5).slice(8, 24)],
    ['KEY_SHA512', primitives.hash('sha512', raw)],
    ['KEY_HEX_OF_DERIVED', toHex(deriveKey(accessKey, '2', primitives))],
  ];
  return [
    ...derived(accessKey, null),
    ...others.flatMap((key) => derived(key, 'KEY_OTHER')),
    ...candidates.flatMap(([form, bytes]) =>
      bytes
        ? types.map(
            (type): NearKey => ({ form, type, bytes: fitKey(toBytes(bytes), type === '1' ? 32 : 16) }),
          )
        : [],
    ),
  ];
}

/** Cut, or filled up with zeros, as programs make a key of any text fit. */
export function fitKey(bytes: Uint8Array, length: number): Uint8Array {
  const key = new Uint8Array(length);
  key.set(bytes.subarray(0, length));
  return key;
}

/** EVP_BytesToKey of OpenSSL with MD5 and one round: 32 bytes of key and 16 of IV. */
export function toOpenSslKey(
  password: string,
  salt: Uint8Array,
  digest: (bytes: Uint8Array) => Uint8Array,
): { key: Uint8Array; iv: Uint8Array } {
  let made = new Uint8Array(0);
  let last = new Uint8Array(0);
  while (made.length < 48) {
    last = new Uint8Array(digest(joinBytes(last, toBytes(password), salt)));
    made = new Uint8Array(joinBytes(made, last));
  }
  return { key: made.slice(0, 32), iv: made.slice(32, 48) };
}
