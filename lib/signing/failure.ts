import type { Bytes } from './primitives';

/** The unit a timestamp was written in: ten digits are seconds, thirteen milliseconds. */
export type TimestampUnit = 'seconds' | 'milliseconds';

/** What is wrong with the form of a `Body-Sign` header. */
export type BodySignProblem = 'NOT_PARSABLE' | 'UNQUOTED' | 'SIGN_TYPE' | 'SIGNATURE_EMPTY';

/** The stages of a calculation, so that a page can show where two sides part. */
export type Stages = {
  /** Lower-case hexadecimal; null in profiles that do not hash the payload first. */
  bodyHash: string | null;
  /** What goes under the outer HMAC. Holds the access key in V2.0: never log it, never send it to the other side. */
  canonical: Bytes;
  /** As the profile writes it: hexadecimal (lower case) or base64. */
  signature: string;
};

/**
 * Why a signature was not accepted: a stable reason code and the data that explains it. Sentences are in the
 * message files below `signing.failure.<code>`. `expected` values are for the holder of the key only.
 */
export type SignatureFailure =
  | { code: 'ACCESS_KEY_EMPTY' }
  | { code: 'PARAMETER_MISSING'; parameter: string }
  | { code: 'SIGNATURE_MALFORMED'; seen: string }
  | { code: 'TIMESTAMP_INVALID'; seen: string; form: 'unix' | 'utc' }
  | { code: 'TIMESTAMP_STALE'; seen: string; unit: TimestampUnit; ageMs: number; windowMs: number }
  | { code: 'TIMESTAMP_FUTURE'; seen: string; unit: TimestampUnit; aheadMs: number; windowMs: number }
  | { code: 'SIGNATURE_MISMATCH'; seen: string; expected: string; stages: Stages }
  | { code: 'NONCE_REPLAYED'; nonce: string }
  | { code: 'BODY_SIGN_MISSING' }
  | { code: 'BODY_SIGN_RECASED'; seen: string }
  | { code: 'BODY_SIGN_MALFORMED'; seen: string; problem: BodySignProblem }
  | { code: 'BODY_SIGN_MISMATCH'; seen: string; expected: string; stages: Stages };

/** Why a ciphertext could not be read; sentences below `signing.decryption.<code>`. */
export type DecryptionFailure =
  | { code: 'IV_MISSING'; length: number }
  | { code: 'IV_INVALID'; seen: string }
  /** `position` counts from 1; behind the last character where something is missing there. */
  | { code: 'BASE64_INVALID'; position: number }
  | { code: 'BLOCK_LENGTH'; bytes: number }
  | { code: 'KEY_OR_TYPE_WRONG' }
  | { code: 'NOT_UTF8' };

export type Verified = { unit: TimestampUnit | null; timestampMs: number | null; stages: Stages };
export type Verification = ({ ok: true } & Verified) | { ok: false; failure: SignatureFailure };

export const failedSignature = (failure: SignatureFailure): { ok: false; failure: SignatureFailure } => ({
  ok: false,
  failure,
});
