import type { ResponseDecryption } from '@/lib/koogallery/decrypt-response';
import type { ResponseField } from '@/lib/koogallery/interface';
import { KOOGALLERY_MESSAGES } from '@/lib/koogallery/koogallery-messages';
import type { JsonObject, JsonValue } from '@/lib/signing/canonical';
import { parseUtcTimestamp } from '@/lib/signing/verify';
import { CHECK_CODES, checkNotRun, failedCheck, passed, type ResponseCheck, warned } from './check';

/** Lines about fields that are kept of one response; a hundred instances with everything wrong have fewer. */
const MOST_LINES = 2_000;

/** How the values of one response are read. */
export type FieldReading = {
  decrypt: (ciphertext: string) => ResponseDecryption;
  /** Whether a value that is to be sent in clear is a ciphertext. */
  isEncrypted: (text: string) => boolean;
};
type Scalar = Exclude<ResponseField, { kind: 'object' | 'list' }>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAbsent = (value: JsonValue | undefined) => value === undefined || value === null || value === '';

/**
 * The mandatory, length and format checks of a response's fields: all missing ones first, then lengths, then whether
 * ciphertexts can be read, then formats, as KooGallery looks at them. Optional fields that are absent have no line.
 * @param response null when an earlier failure makes the checks meaningless: then they are listed as not run
 */
export function checkFields(
  fields: readonly ResponseField[],
  response: JsonObject | null,
  reading: FieldReading,
): ResponseCheck[] {
  const checks = response
    ? fields.flatMap((field) => fieldChecks(field, response, '', reading))
    : unreadFields(fields);
  const ordered = checks.toSorted((a, b) => CHECK_CODES.indexOf(a.code) - CHECK_CODES.indexOf(b.code));
  return ordered.length > MOST_LINES ? mostTelling(ordered) : ordered;
}

/** Of a response with thousands of entries: what is wrong before what is right, still in order. */
function mostTelling(checks: readonly ResponseCheck[]): ResponseCheck[] {
  const rank = ({ state }: ResponseCheck) => ['fail', 'warn', 'pass', 'not-run'].indexOf(state);
  const kept = new Set(checks.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_LINES));
  return checks.filter((check) => kept.has(check));
}

/** The lines of the mandatory fields, not run. */
export const unreadFields = (fields: readonly ResponseField[]): ResponseCheck[] => unread(fields, '');

function unread(fields: readonly ResponseField[], path: string): ResponseCheck[] {
  return fields.flatMap((field) => {
    if (field.presence !== 'mandatory') return [];
    if (field.kind === 'object') return unread(field.fields, `${path}${field.name}.`);
    if (field.kind === 'list') return unread(field.fields, `${path}${field.name}[].`);
    return [checkNotRun('FIELD_MISSING', path + field.name), checkNotRun('FIELD_LENGTH', path + field.name)];
  });
}

function fieldChecks(
  field: ResponseField,
  holder: JsonObject,
  path: string,
  reading: FieldReading,
): ResponseCheck[] {
  const value = holder[field.name];
  if (field.kind === 'object') {
    if (isObject(value))
      return field.fields.flatMap((inner) => fieldChecks(inner, value, `${path}${field.name}.`, reading));
    return field.presence === 'mandatory' ? missing(field.fields, `${path}${field.name}.`) : [];
  }
  if (field.kind === 'list') {
    const items: readonly JsonValue[] = Array.isArray(value) ? value : [];
    if (items.length === 0 && field.presence === 'mandatory')
      return missing(field.fields, `${path}${field.name}[].`);
    return items.flatMap((item, index) =>
      field.fields.flatMap((inner) =>
        fieldChecks(inner, isObject(item) ? item : {}, `${path}${field.name}[${index}].`, reading),
      ),
    );
  }
  return scalarChecks(field, value, path + field.name, reading);
}

/** KooGallery names the field inside, not the list or object that it misses. */
function missing(fields: readonly ResponseField[], path: string): ResponseCheck[] {
  return fields.flatMap((field) =>
    field.kind === 'object' || field.kind === 'list' ? [] : absent(field, path + field.name, '–'),
  );
}

function absent(field: Scalar, path: string, seen: string): ResponseCheck[] {
  const evidence = { field: path, expected: field.name, seen };
  if (field.presence === 'optional') return [];
  if (field.presence === 'documented') return [warned('FIELD_MISSING', evidence)];
  return [
    failedCheck('FIELD_MISSING', evidence, KOOGALLERY_MESSAGES.FIELD_MISSING(field.name)),
    checkNotRun('FIELD_LENGTH', path),
  ];
}

function scalarChecks(
  field: Scalar,
  value: JsonValue | undefined,
  path: string,
  reading: FieldReading,
): ResponseCheck[] {
  if (isAbsent(value)) return absent(field, path, value === '' ? '""' : '–');
  if (typeof value === 'object') return absent(field, path, Array.isArray(value) ? '[…]' : '{…}');
  const text = String(value);
  const length = { field: path, expected: `≤ ${field.maxLength}`, seen: String(text.length) };
  const present = passed('FIELD_MISSING', { field: path, expected: field.name, seen: field.name });
  const fits = text.length <= field.maxLength;
  const checks = [
    present,
    fits
      ? passed('FIELD_LENGTH', length)
      : failedCheck('FIELD_LENGTH', length, KOOGALLERY_MESSAGES.FIELD_LENGTH(field.name)),
  ];
  if (field.kind === 'ciphertext') return [...checks, decryptionCheck(reading.decrypt(text), path)];
  if (field.kind === 'text' && reading.isEncrypted(text))
    return [...checks, warned('FIELD_ENCRYPTED', { field: path, expected: 'plain', seen: 'IV + AES-CBC' })];
  const expected = brokenFormat(field, value, text);
  return expected
    ? [...checks, warned('FIELD_FORMAT', { field: path, expected, seen: text.slice(0, 64) })]
    : checks;
}

/** No plaintext and no ciphertext is in the line: it is kept and shown unmasked. KooGallery's wording is not known. */
function decryptionCheck(decryption: ResponseDecryption, field: string): ResponseCheck {
  const { declaredType, outcome } = decryption;
  const evidence = { field, expected: `encryptType ${declaredType}`, seen: `encryptType ${declaredType}` };
  if (outcome === 'READ') return passed('FIELD_NOT_DECRYPTABLE', evidence);
  if (outcome === 'OLD_KEY')
    return warned('FIELD_NOT_DECRYPTABLE', { ...evidence, seen: 'previous accessKey' });
  const seen =
    outcome === 'UNREADABLE'
      ? decryption.failure
      : [`encryptType ${decryption.usedType}`, ...(outcome === 'NEAR' ? decryption.deviations : [])].join(
          ', ',
        );
  return failedCheck('FIELD_NOT_DECRYPTABLE', { ...evidence, seen }, null);
}

/** The format that the value should have had; null when it has it. */
function brokenFormat(
  field: Exclude<Scalar, { kind: 'ciphertext' }>,
  value: JsonValue | undefined,
  text: string,
): string | null {
  if (field.kind === 'text') return typeof value === 'string' ? null : 'String';
  if (field.kind === 'number') {
    const [whole = '', fraction = ''] = text.split('.');
    const isNumber = /^-?\d+(\.\d+)?$/.test(text) && whole !== '' && fraction.length <= field.decimals;
    return isNumber ? null : `Number(${field.maxLength},${field.decimals})`;
  }
  return parseUtcTimestamp(text)?.unit === 'milliseconds' ? null : 'yyyyMMddHHmmssSSS';
}
