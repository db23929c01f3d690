import type { DecryptionFailure } from '@/lib/signing/failure';

const DECRYPTION_FAILURES: Readonly<Record<DecryptionFailure['code'], true>> = {
  IV_MISSING: true,
  IV_INVALID: true,
  BASE64_INVALID: true,
  BLOCK_LENGTH: true,
  KEY_OR_TYPE_WRONG: true,
  NOT_UTF8: true,
};

/** Whether what a check saw is the reason why a ciphertext could not be read. */
export const isDecryptionFailure = (seen: string): seen is DecryptionFailure['code'] =>
  Object.hasOwn(DECRYPTION_FAILURES, seen);

/** In what a ciphertext departed that a check could read all the same: the algorithm first, then the deviations. */
export const listDeviations = (seen: string): string[] =>
  seen.startsWith('encryptType ') ? seen.split(', ') : [];
