import { SECOND_MS } from '@/lib/core/clock';
import { ANSWER_SECONDS, HANG_UP_SECONDS } from '@/lib/core/policy';

export const TIMEOUT_MS = HANG_UP_SECONDS * SECOND_MS;
export const SLOW_MS = ANSWER_SECONDS * SECOND_MS;

/**
 * What KooGallery's debugging page says, word for word, so that a seller recognises it: protocol text, the same in
 * every language. Of TIMEOUT and HTTP_STATUS only the Chinese wording is known; the English is ours.
 */
export const KOOGALLERY_MESSAGES = {
  UNREACHABLE: () => 'Debugging failed. The production address is unreachable.',
  TIMEOUT: () => 'Debugging failed. Calling the interface timed out (20s).',
  HTTP_STATUS: (httpCode: string) => `Debugging failed. The interface response httpCode=${httpCode}.`,
  CONTENT_TYPE: (contentType: string) =>
    `Debugging fails. Invalid content-type format. Returned format: ${contentType}. Valid format: "application/json"`,
  UNPARSABLE: () =>
    'Debugging failed. Parse response body failed. Example response: {"resultCode":"000000","resultMsg":"success."}',
  BODY_SIGN_MISSING: () => 'http header->bodySign is empty.',
  BODY_SIGN_MALFORMED: () => 'http header->sign_type is not equals HMAC-SHA256 or signature is empty.',
  BODY_SIGN_MISMATCH: (expected: string) =>
    `Failed to verify the HTTP Body signature. Expected signature value: ${expected}`,
  RESULT_CODE: () => 'Call interface failed. The production interface returns an error result code.',
  FIELD_MISSING: (field: string) => `Debugging failed. The interface response does not contain ${field}.`,
  FIELD_LENGTH: (field: string) => `Debugging failed. The length of ${field} is invalid.`,
} as const;

export const KOOGALLERY_SUCCESS = 'Debugging successful and case saved.';

/** Result codes that the protocol knows; meanings are below `connection-checks.resultCode.<code>`. */
export const RESULT_CODES = [
  '000000',
  '000001',
  '000002',
  '000003',
  '000004',
  '000005',
  '000100',
  '000101',
  '000102',
  '000103',
  '000104',
  '000105',
  '000106',
  '000107',
] as const;
export const SUCCESS_CODE = '000000';
