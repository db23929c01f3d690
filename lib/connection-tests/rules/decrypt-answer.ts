import type { JsonValue } from '@/lib/signing/canonical';
import { decryptField, ENCRYPT_TYPES, type EncryptType } from '@/lib/signing/encryption';
import type { DecryptionFailure } from '@/lib/signing/failure';
import type { Primitives } from '@/lib/signing/primitives';

/** How a sensitive field of an answer could be read. `declaredType` is what the answer says, `1` where it says nothing. */
export type AnswerDecryption = { declaredType: string } & (
  | { outcome: 'READ' }
  /** Only by the algorithm that the answer does not declare. */
  | { outcome: 'OTHER_TYPE'; usedType: EncryptType }
  /** Only with a key that was valid before. */
  | { outcome: 'OLD_KEY' }
  | { outcome: 'UNREADABLE'; failure: DecryptionFailure['code'] }
);

const TYPES: readonly EncryptType[] = Object.values(ENCRYPT_TYPES);

/**
 * Reads `userName` or `password` of a V1.0 answer as KooGallery would: by the answer's `encryptType`, `1` (AES-256)
 * being the default (protocol page §4). What fails is tried by the other algorithm and with the keys of before, to name
 * the mistake. No plaintext leaves this function.
 */
export function decryptAnswer(
  ciphertext: string,
  known: { encryptType: JsonValue | undefined; accessKey: string; previousKeys: readonly string[] },
  primitives: Primitives,
): AnswerDecryption {
  const { encryptType, accessKey, previousKeys } = known;
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
  return {
    declaredType,
    outcome: 'UNREADABLE',
    failure: first.ok ? 'KEY_OR_TYPE_WRONG' : first.failure.code,
  };
}
