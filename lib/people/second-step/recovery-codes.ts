import { createHash, randomBytes } from 'node:crypto';
import { RECOVERY_CODES } from '@/lib/core/policy';

/** 32 of them, without lookalikes. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 80 random bits: as many as a plain hash needs to be no help to whoever reads it. */
const LETTERS = 16;

/** Codes to be shown once, as `abcd-efgh-ijkm-npqr`. */
export const makeRecoveryCodes = (random: (size: number) => Uint8Array = randomBytes): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from(random(LETTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
    return (letters.match(/.{4}/g) ?? []).join('-');
  });

/** What is stored of a code, however its groups are typed. */
export const hashOfRecoveryCode = (code: string): string =>
  createHash('sha256').update(code.toLowerCase().replace(/[\s-]/g, '')).digest('hex');
