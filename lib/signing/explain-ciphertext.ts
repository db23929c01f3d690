import type { CiphertextDeviation } from './ciphertext-deviations';
import { decryptField, type EncryptType } from './encryption';
import type { DecryptionFailure } from './failure';
import { type NearCiphertext, readNearCiphertext } from './near-ciphertext';
import type { NearPrimitives } from './near-keys';

/** What the sentences of `signing.decryption.NEAR` are made of: one for each deviation, or for the algorithm alone. */
type NearCause = {
  code: 'NEAR';
  form: CiphertextDeviation | 'TYPE';
  type: EncryptType;
  plaintext: string;
};

/** What a text decrypts to, or every cause why it does not: where it is nearly right, in what it deviates. */
export type ExplainedCiphertext =
  | { ok: true; plaintext: string }
  | { ok: false; causes: readonly (DecryptionFailure | NearCause)[] };

/** @param given as it was typed or read: blanks around it are passed over, unless they are what is wrong */
export function explainCiphertext(
  given: string,
  { accessKey, encryptType }: { accessKey: string; encryptType: EncryptType },
  primitives: NearPrimitives,
): ExplainedCiphertext {
  const result = decryptField(given.trim(), { accessKey, encryptType }, primitives);
  if (result.ok) return result;
  const near = readNearCiphertext(given, { accessKeys: [accessKey], encryptType }, primitives);
  return { ok: false, causes: near ? nearCauses(near, encryptType) : [result.failure] };
}

function nearCauses(
  { plaintext, usedType: type, deviations }: NearCiphertext,
  encryptType: EncryptType,
): NearCause[] {
  const forms = type === encryptType ? deviations : [...deviations, 'TYPE' as const];
  return forms.map((form) => ({ code: 'NEAR', form, type, plaintext }));
}
