import { quoted } from './quoted';

/**
 * The checks of a response, in KooGallery's order; those after `FIELD_LENGTH` are ours and only warn, but for
 * `FIELD_NOT_DECRYPTABLE`: what KooGallery cannot decrypt, no buyer will see.
 */
export const CHECK_CODES = [
  'UNREACHABLE',
  'TIMEOUT',
  'HTTP_STATUS',
  'CONTENT_TYPE',
  'UNPARSABLE',
  'BODY_SIGN_MISSING',
  'BODY_SIGN_MALFORMED',
  'BODY_SIGN_MISMATCH',
  'BODY_SIGN_OLD_KEY',
  'RESULT_CODE',
  'FIELD_MISSING',
  'FIELD_LENGTH',
  'FIELD_NOT_DECRYPTABLE',
  'FIELD_ENCRYPTED',
  'FIELD_FORMAT',
  'RESULT_MSG_MISSING',
  'PORT_NOT_443',
  'FRONT_END_URL_MISSING',
  'QUERY_IDS_LONG',
  'INSTANCE_ID_DIFFERENT',
  'EXPIRE_TIME_LENGTH',
  // Of single calls of the adversarial suite, where a refusal can be what is right.
  'CONTROL_ACCEPTED',
  'CALL_ACCEPTED',
  'CALL_REFUSED',
  'CALL_ANSWERED',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** `not-run`: an earlier failure makes the check meaningless, or there was nothing to look at. */
export type CheckState = 'pass' | 'fail' | 'warn' | 'not-run';

/** One line of the result. Title and fix are below `connection-checks.check.<code>`. */
export type ResponseCheck = {
  code: CheckCode;
  state: CheckState;
  /** Path of the field that the check is about (`info[0].instanceId`); null for the other checks. */
  field: string | null;
  /** In protocol words; null when not run. `seen` may quote the beginning of a body that could not be read. */
  expected: string | null;
  seen: string | null;
  /** KooGallery's exact English message when it would fail here; null otherwise, and where none is known. */
  message: string | null;
};

type Evidence = { expected: string; seen: string; field?: string };

const line = (
  code: CheckCode,
  state: CheckState,
  evidence: Evidence,
  message: string | null,
): ResponseCheck => ({
  code,
  state,
  field: evidence.field ?? null,
  expected: evidence.expected,
  seen: quoted(evidence.seen),
  message,
});

export const passed = (code: CheckCode, evidence: Evidence) => line(code, 'pass', evidence, null);
export const warned = (code: CheckCode, evidence: Evidence) => line(code, 'warn', evidence, null);
export const failedCheck = (code: CheckCode, evidence: Evidence, message: string | null) =>
  line(code, 'fail', evidence, message);
export const checkNotRun = (code: CheckCode, field: string | null = null): ResponseCheck => ({
  code,
  state: 'not-run',
  field,
  expected: null,
  seen: null,
  message: null,
});
