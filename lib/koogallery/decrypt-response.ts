import { createHash } from 'node:crypto';
import type { JsonValue } from '@/lib/signing/canonical';
import type { CiphertextDeviation } from '@/lib/signing/ciphertext-deviations';
import { decryptField, ENCRYPT_TYPES, type EncryptType } from '@/lib/signing/encryption';
import type { DecryptionFailure } from '@/lib/signing/failure';
import { type NearCiphertext, readNearCiphertext } from '@/lib/signing/near-ciphertext';
import type { Primitives } from '@/lib/signing/primitives';

/** How a sensitive field of a response could be read. `declaredType` is what the response says, `1` where it says nothing. */
export type ResponseDecryption = { declaredType: string } & (
  | { outcome: 'READ' }
  /** Only by the algorithm that the response does not declare. */
  | { outcome: 'OTHER_TYPE'; usedType: EncryptType }
  /** Only with a key that was valid before. */
  | { outcome: 'OLD_KEY' }
  /** Only in another form than the documented one. */
  | { outcome: 'NEAR'; usedType: EncryptType; deviations: readonly CiphertextDeviation[] }
  | { outcome: 'UNREADABLE'; failure: DecryptionFailure['code'] }
);

const md5 = (bytes: Uint8Array): Uint8Array => createHash('md5').update(bytes).digest();
const TYPES: readonly EncryptType[] = Object.values(ENCRYPT_TYPES);

export type NearSearch = (ciphertext: string, encryptType: EncryptType) => NearCiphertext | null;

/** A search takes milliseconds, and a response can hold thousands of fields: the first ones tell what is wrong with all. */
const MOST_SEARCHES = 6;

/** Looks for the other forms of the fields of one response. */
export function nearSearch(accessKeys: readonly string[], primitives: Primitives): NearSearch {
  let left = MOST_SEARCHES;
  return (ciphertext, encryptType) => {
    left -= 1;
    return left < 0
      ? null
      : readNearCiphertext(ciphertext, { accessKeys, encryptType }, { ...primitives, md5 });
  };
}

/** Whether a value that is to be sent in clear is a ciphertext of these keys. */
export function isEncrypted(text: string, accessKeys: readonly string[], primitives: Primitives): boolean {
  if (!CIPHERTEXT.test(text)) return false;
  return accessKeys.some((accessKey) =>
    TYPES.some((encryptType) => decryptField(text, { accessKey, encryptType }, primitives).ok),
  );
}
/** IV and at least one block in base64. */
const CIPHERTEXT = /^[0-9A-Za-z]{16}[A-Za-z0-9+/]{22}[A-Za-z0-9+/=]{2,2000}$/;

/**
 * Reads `userName` or `password` of a V1.0 response as KooGallery would: by the response's `encryptType`, `1` (AES-256)
 * being the default (protocol page §4). What fails is tried by the other algorithm, with the previous keys and in other
 * forms, to name the mistake. No plaintext leaves this function.
 */
export function decryptResponse(
  ciphertext: string,
  known: {
    encryptType: JsonValue | undefined;
    accessKey: string;
    previousKeys: readonly string[];
    search: NearSearch;
  },
  primitives: Primitives,
): ResponseDecryption {
  const { encryptType, accessKey, previousKeys, search } = known;
  const declaredType =
    encryptType === undefined || encryptType === null || encryptType === '' ? '1' : String(encryptType);
  const read = (type: EncryptType, key: string) =>
    decryptField(ciphertext, { accessKey: key, encryptType: type }, primitives);
  const declared = TYPES.find((type) => type === declaredType);
  const first = read(declared ?? '1', accessKey);
  if (first.ok && declared) return { declaredType, outcome: 'READ' };
  const usedType = TYPES.find((type) => type !== declared && read(type, accessKey).ok);
  if (usedType) return { declaredType, outcome: 'OTHER_TYPE', usedType };
  if (previousKeys.some((key) => TYPES.some((type) => read(type, key).ok)))
    return { declaredType, outcome: 'OLD_KEY' };
  const near = search(ciphertext, declared ?? '1');
  if (near) return { declaredType, outcome: 'NEAR', usedType: near.usedType, deviations: near.deviations };
  return {
    declaredType,
    outcome: 'UNREADABLE',
    failure: first.ok ? 'KEY_OR_TYPE_WRONG' : first.failure.code,
  };
}
