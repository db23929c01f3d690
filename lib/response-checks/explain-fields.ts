import type { OutboundResult } from '@/lib/http/exchange';
import type { InterfaceSpec, ResponseField } from '@/lib/koogallery/interface';
import { RESULT_CODES } from '@/lib/koogallery/koogallery-messages';
import { toText } from '@/lib/signing/encoding';
import { countCiphertext } from '@/lib/signing/encryption';
import type { ResponseCheck } from './check';
import { explainResultCode } from './explain-result-code';
import type { Explanation } from './explanation';
import { findMisplacedField } from './find-misplaced-field';
import { type JsonMember, jsonMembers, memberAt } from './json-members';
import { type BodyText, markMember } from './mark-member';
import { quoted } from './quoted';
import { parseJsonObject } from './read-exchange';
import { isDecryptionFailure, listDeviations } from './shown-decryption';
import { isCodingFalse } from './transport/declared-coding';
import { framedJson } from './transport/framed-json';

/**
 * Names what is wrong with the content of a response: what its result code means, which field was meant where a
 * mandatory one is missing, why a value breaks its limits, and why a ciphertext cannot be read. One explanation a check
 * that failed or warned, in the order of the checks; entries of a list that have the same trouble share the first one's.
 * Empty where the transport failed before.
 */
export function explainFields(
  spec: InterfaceSpec,
  result: OutboundResult,
  checks: readonly ResponseCheck[],
): Explanation[] {
  // Bytes that are not coded as their header says are a matter of the transport, whatever they hold.
  if (!result.ok || isCodingFalse(result.exchange.response)) return [];
  const text = toText(result.exchange.response.decodedBody);
  if (text === null) return [];
  const response: BodyText = { text, members: listMembers(text) };
  const isObject = parseJsonObject(result.exchange.response.decodedBody) !== null;
  // No members: no JSON object, which explainTransport has something to say about. So it has about what is around one.
  const isOwn = !isObject && memberAt(response.members, 'resultCode') !== null && checks.some(isUnparsable);
  if ((response.members.length === 0 && !isObject) || isOwn) return [];
  return distinct(checks).flatMap((check) => {
    const found = explainCheck(spec, check, response);
    return check.state === 'warn' ? found.map((one): Explanation => ({ ...one, isWarning: true })) : found;
  });
}

const isUnparsable = ({ code, state }: ResponseCheck): boolean => code === 'UNPARSABLE' && state === 'fail';

/** The members of a JSON text, also behind a byte order mark and in a frame for browsers. */
function listMembers(text: string): JsonMember[] {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const framed = framedJson(text.slice(start));
  const from = start + (framed?.from ?? 0);
  const members = jsonMembers(text.slice(from, framed ? start + framed.to : undefined));
  if (from === 0) return members;
  return members.map((member) => ({
    ...member,
    start: member.start + from,
    end: member.end + from,
    valueStart: member.valueStart + from,
  }));
}

function explainCheck(spec: InterfaceSpec, check: ResponseCheck, response: BodyText): Explanation[] {
  if (check.code === 'UNPARSABLE') return [explainUnusableCode(spec, check, response)];
  if (check.code === 'RESULT_CODE')
    return [
      isWrapperOfAnswer(response)
        ? explainMissing('resultCode', response)
        : explainResultCode(spec, check, response),
    ];
  return check.field === null ? [] : explainField(spec, check, check.field, response);
}

/** A resultCode that is not there, or is no text and no number. */
function explainUnusableCode(spec: InterfaceSpec, check: ResponseCheck, response: BodyText): Explanation {
  const own = memberAt(response.members, 'resultCode');
  if (own === null || isWrapperOfAnswer(response)) return explainMissing('resultCode', response);
  const written = response.text.slice(own.valueStart, own.end);
  if (written === 'true' || written === 'false')
    return explainResultCode(spec, { ...check, seen: written }, response);
  const values = { field: 'resultCode', path: 'resultCode' };
  return { code: 'FIELD_EMPTY', values, mark: markMember(response, 'resultCode') };
}

/** Whether the object has a code of its own kind, and an object inside it has a documented one. */
function isWrapperOfAnswer({ text, members }: BodyText): boolean {
  const isDocumented = ({ valueStart, end }: JsonMember) =>
    RESULT_CODES.some((code) => text.slice(valueStart, end) === `"${code}"`);
  const named = members.filter(({ name }) => name === 'resultCode');
  const own = named.findLast(({ path }) => path === 'resultCode');
  return (!own || !isDocumented(own)) && named.some((member) => member !== own && isDocumented(member));
}

/** What is wrong, the same in several entries of a list once. */
function distinct(checks: readonly ResponseCheck[]): ResponseCheck[] {
  const known = new Set<string>();
  return checks.filter(({ code, state, field }) => {
    if (state !== 'fail' && state !== 'warn') return false;
    const kind = `${code} ${field?.replace(/\[\d*\]/g, '[]')}`;
    if (known.has(kind)) return false;
    known.add(kind);
    return true;
  });
}

function explainField(
  spec: InterfaceSpec,
  check: ResponseCheck,
  path: string,
  response: BodyText,
): Explanation[] {
  const seen = check.seen ?? '';
  switch (check.code) {
    case 'FIELD_MISSING':
      return [explainMissing(path, response)];
    case 'FIELD_LENGTH': {
      const field = fieldAt(spec.response, path);
      return field && 'maxLength' in field ? [explainLength(field, path, Number(seen), response)] : [];
    }
    case 'FIELD_FORMAT':
      return [explainFormat(fieldAt(spec.response, path), path, seen, response)];
    case 'FIELD_ENCRYPTED':
      return [
        {
          code: 'FIELD_ENCRYPTED',
          values: { field: lastName(path), path },
          mark: markMember(response, path),
        },
      ];
    case 'FIELD_NOT_DECRYPTABLE':
      return explainCiphertext(path, seen, check.expected ?? '', response);
    default:
      return [];
  }
}

function explainMissing(path: string, response: BodyText): Explanation {
  const found = findMisplacedField(path, response.members);
  const name = lastName(path);
  if (!found) {
    const isEmpty = memberAt(response.members, path) !== null;
    const code = isEmpty ? 'FIELD_EMPTY' : 'FIELD_ABSENT';
    return { code, values: { field: name, path }, mark: markMember(response, path) };
  }
  const values = { field: name, path, seen: quoted(found.path) };
  const mark = markMember(response, found.path);
  if (found.name !== name) return { code: 'FIELD_MISSPELLED', values, mark };
  return {
    code: 'FIELD_ELSEWHERE',
    values: { ...values, ...findWrapper(path, found, response.members) },
    mark,
  };
}

/** What is around the object that holds a result code: `around` is beside the wrapper, `members` inside it. */
function findWrapper(
  path: string,
  { path: place }: JsonMember,
  members: readonly JsonMember[],
): Explanation['values'] {
  const wrapper = holderPath(place);
  if (path !== 'resultCode' || wrapper === '')
    return { kind: 'none', wrapper: '–', members: '–', around: '–' };
  const namesIn = (holder: string) =>
    members.filter((member) => holderPath(member.path) === holder).map(({ name }) => name);
  const listed = (names: readonly string[]) => quoted(names.slice(0, MOST_NAMES).join(', '), 200) || '–';
  const kind = wrapper.startsWith('[') ? 'array' : 'wrapped';
  return { kind, wrapper: quoted(wrapper), members: listed(namesIn(wrapper)), around: listed(namesIn('')) };
}
const MOST_NAMES = 8;
const holderPath = (path: string): string => (path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : '');

function explainLength(
  { kind, maxLength }: Exclude<ResponseField, { kind: 'object' | 'list' }>,
  path: string,
  length: number,
  response: BodyText,
): Explanation {
  const values = { field: lastName(path), path, length, maxLength };
  if (kind !== 'ciphertext') return { code: 'FIELD_TOO_LONG', values, mark: markMember(response, path) };
  const plaintextBytes = countCiphertext('', maxLength).bytesLeft;
  return {
    code: 'CIPHERTEXT_TOO_LONG',
    values: { ...values, plaintextBytes },
    mark: markMember(response, path),
  };
}

function explainFormat(
  field: ResponseField | null,
  path: string,
  seen: string,
  response: BodyText,
): Explanation {
  const values = { field: lastName(path), path, seen };
  const mark = markMember(response, path);
  if (field?.kind === 'utc-milliseconds') return { code: 'TIME_MALFORMED', values, mark };
  if (field?.kind === 'number') return { code: 'NUMBER_MALFORMED', values, mark };
  return { code: 'NUMBER_NOT_TEXT', values, mark };
}

/** One cause for each thing in which it departs from the documented form. */
function explainCiphertext(path: string, seen: string, expected: string, response: BodyText): Explanation[] {
  const values = { field: lastName(path), path, seen, expected };
  const mark = markMember(response, path);
  const [usedType, ...deviations] = listDeviations(seen);
  if (usedType !== undefined) {
    const forms = deviations.map(
      (form): Explanation => ({ code: 'CIPHERTEXT_FORM', values: { field: values.field, path, form }, mark }),
    );
    if (usedType === expected) return forms;
    return [...forms, { code: 'ENCRYPT_TYPE_WRONG', values: { ...values, seen: usedType }, mark }];
  }
  if (!isDecryptionFailure(seen)) return [{ code: 'CIPHERTEXT_OLD_KEY', values, mark }];
  // Shorter than any ciphertext, or with characters that no IV and no base64 has: nothing was encrypted.
  const member = memberAt(response.members, path);
  const isShort =
    member !== null && member.end - member.valueStart < countCiphertext('').ciphertextCharacters;
  if (isShort || seen === 'IV_MISSING' || seen === 'IV_INVALID' || seen === 'BASE64_INVALID')
    return [{ code: 'FIELD_NOT_ENCRYPTED', values, mark }];
  const isCut = seen === 'BLOCK_LENGTH';
  return [{ code: isCut ? 'CIPHERTEXT_CUT' : 'CIPHERTEXT_OTHER_KEY', values, mark }];
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** The field that a path of a response is about; indexes do not count. */
function fieldAt(fields: readonly ResponseField[], path: string): ResponseField | null {
  const [name = '', ...rest] = path.replace(/\[\d*\]/g, '').split('.');
  const field = fields.find((known) => known.name === name);
  if (!field || rest.length === 0) return field ?? null;
  return 'fields' in field ? fieldAt(field.fields, rest.join('.')) : null;
}
