/** The one family of errors that verbs throw. Expected outcomes are values; these are for everything else. */
export const ERROR_STATUS = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  UNAUTHENTICATED: 401,
  CONFLICT: 409,
  VALIDATION: 422,
  LIMIT_EXCEEDED: 429,
  PRECONDITION_FAILED: 412,
  UNAVAILABLE: 503,
  INTERNAL: 500,
} as const;

/** When somebody who found us UNAVAILABLE is to ask again. */
export const RETRY_AFTER_SECONDS = 5;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Which texts there are: `lib/i18n/app-messages.ts` adds them as `key`, since this room comes before the texts. */
export interface ErrorTexts {
  room?: 'errors';
}
/** The key of a text below `errors.`; one that is not there does not compile. */
export type ErrorKey = ErrorTexts extends { key: infer Key extends string } ? Key : never;
type Missing = ErrorKey extends infer Key ? (Key extends `notFound.${infer What}` ? What : never) : never;

/** What a sentence of an error names; a list of names is written in the reader's language. */
type ErrorValues = Record<string, string | number | readonly string[]>;

/** One field's problem: `field` is the form field's name, `message` a key below `errors.` in the message files. */
export type FieldProblem = { field: string; message: string; values?: ErrorValues };

export type ErrorDetails = {
  /** The sentence says what happened, why and what to do. */
  message: ErrorKey;
  values?: ErrorValues;
  fields?: FieldProblem[];
  /** Data for the page that explains the failure, never shown raw. */
  data?: unknown;
  cause?: unknown;
};

/** A failure that a door may show: it carries a code, an HTTP status and a message key, never a sentence. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(`${code}: ${details.message}`, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = ERROR_STATUS[code];
    this.details = details;
  }
}

export const notFound = (what: Missing) => new AppError('NOT_FOUND', { message: `notFound.${what}` });
export const forbidden = (permission: string) =>
  new AppError('FORBIDDEN', { message: 'forbidden', values: { permission } });
export const conflict = (message: ErrorKey, details: Omit<ErrorDetails, 'message'> = {}) =>
  new AppError('CONFLICT', { message, ...details });
export const preconditionFailed = (message: ErrorKey, details: Omit<ErrorDetails, 'message'> = {}) =>
  new AppError('PRECONDITION_FAILED', { message, ...details });
export const limitExceeded = (message: ErrorKey, details: Omit<ErrorDetails, 'message'> = {}) =>
  new AppError('LIMIT_EXCEEDED', { message, ...details });
