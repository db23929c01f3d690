import type { CapturedResponse } from '@/lib/http/exchange';
import { toText } from '@/lib/signing/encoding';
import { findJsonFlaw } from '../body/find-json-flaw';
import { readAsCharset } from '../body/read-as-charset';
import { recogniseBinary } from '../body/recognise-binary';
import { recogniseCompression } from '../body/recognise-compression';
import type { Explanation } from '../explanation';
import { jsonMembers } from '../json-members';
import { declaredCoding, isCodingFalse, isGzip } from './declared-coding';
import { explainShape } from './explain-shape';
import { findInvalidUtf8 } from './find-invalid-utf8';
import { findJsonError } from './find-json-error';
import { oneLine } from './to-single-line';

const UTF8_NAMES = ['utf-8', 'utf8'];
/** What no reader of text gets an object of. */
const UNREADABLE = ['utf16', 'utf32'];
const encoder = new TextEncoder();

/** What keeps the body of a response from being read as JSON in UTF-8, in the order in which a reader meets it. */
export function explainBody(response: CapturedResponse): Explanation[] {
  const { body, decodedBody, isTruncated } = response;
  const empty = explainEmpty(decodedBody, body.length);
  if (empty) return [empty];
  const coding = explainCoding(response);
  if (coding?.code === 'GZIP_NOT_DECLARED' || coding?.code === 'GZIP_TWICE') return [coding];
  const found = coding ? [coding] : [];
  if (isTruncated)
    return [...found, { code: 'BODY_TOO_LARGE', values: { bytes: decodedBody.length }, mark: null }];
  const format = recogniseBinary(decodedBody);
  if (format !== null)
    return [
      ...found,
      { code: 'BODY_BINARY', values: { format, bytes: showBytes(decodedBody, 8) }, mark: BODY },
    ];
  const mark = findMark(decodedBody);
  if (mark) found.push(mark);
  const charset = explainCharset(response);
  if (charset) found.push(charset);
  const text = toText(decodedBody);
  if (mark?.values.kind === 'latin' && text !== null && findJsonError(text.slice(3)) === null) return found;
  if (text === null || UNREADABLE.includes(String(charset?.values.kind))) return found;
  const shape = explainShape(text);
  const syntax =
    shape.length > 0
      ? null
      : (explainSyntax(text, text.startsWith('\ufeff') ? 1 : 0) ?? explainOtherValue(text));
  const twice = shape.length > 0 || syntax ? null : explainNameTwice(text);
  return [...found, ...shape, ...(syntax ? [syntax] : []), ...(twice ? [twice] : [])];
}

const BODY = { part: 'response-body' } as const;
const showBytes = (bytes: Uint8Array, count: number): string =>
  [...bytes.subarray(0, count)].map(hex).join(' ');

/** Nothing, or nothing to read. */
function explainEmpty(bytes: Uint8Array, sent: number): Explanation | null {
  const isZero = bytes.every((byte) => byte === 0);
  const isBlank = bytes.length < 4_096 && /^[\s\ufeff]*$/.test(toText(bytes) ?? '-');
  // What a coding made empty is a matter of the coding.
  if (sent > 0 && (bytes.length === 0 || (!isZero && !isBlank))) return null;
  const kind = sent === 0 ? 'none' : isBlank ? 'blank' : 'zeros';
  return { code: 'BODY_EMPTY', values: { kind, bytes: bytes.length }, mark: null };
}

/** A byte order mark, also one whose three bytes were read as Latin letters and written as UTF-8. */
function findMark(bytes: Uint8Array): Explanation | null {
  const shown = showBytes(bytes, 6);
  const kind = shown === 'C3 AF C2 BB C2 BF' ? 'latin' : shown.startsWith('EF BB BF') ? 'mark' : null;
  if (kind === null) return null;
  const length = kind === 'latin' ? 6 : 3;
  const values = { kind, bytes: showBytes(bytes, length) };
  return { code: 'BODY_HAS_BOM', values, mark: { part: 'response-body', offset: 0, length } };
}

/** A member that one object has twice: readers differ in which they take, and some refuse. */
function explainNameTwice(text: string): Explanation | null {
  const seen = new Set<string>();
  const member = jsonMembers(text.replace(/^\ufeff/, '')).find(({ path, name }) => {
    const key = `${path}\n${name}`;
    return seen.has(key) || !seen.add(key);
  });
  if (member === undefined) return null;
  const from = text.startsWith('\ufeff') ? 1 : 0;
  const offset = encoder.encode(text.slice(0, from + member.start)).length;
  const length = encoder.encode(text.slice(from + member.start, from + member.end)).length;
  const mark = { part: 'response-body', offset, length } as const;
  return { code: 'JSON_NAME_TWICE', values: { name: oneLine(member.path) }, mark, isWarning: true };
}

/** A Content-Encoding that the bytes do not have, or gzip that no header announces. */
function explainCoding(response: CapturedResponse): Explanation | null {
  const { body } = response;
  const coding = declaredCoding(response);
  const mark = { part: 'response-body', offset: 0, length: Math.min(2, body.length) } as const;
  const bytes = [...body.subarray(0, 2)].map(hex).join(' ');
  if (coding !== '' && isGzip(body) && isGzip(response.decodedBody))
    return { code: 'GZIP_TWICE', values: { coding: oneLine(coding), bytes }, mark };
  if (coding !== '' && !CODINGS.includes(coding) && isCodingFalse(response))
    return {
      code: 'CONTENT_ENCODING_NOT_CODING',
      values: codingMistake(response, coding),
      mark: codingMark(response),
    };
  const sent = coding === '' ? recogniseCompression(body) : null;
  if (sent !== null) return { code: 'GZIP_NOT_DECLARED', values: { coding: sent, bytes }, mark };
  if (coding === '') return null;
  return isCodingFalse(response)
    ? { code: 'GZIP_DECLARED_NOT_SENT', values: { coding: oneLine(coding), bytes }, mark }
    : null;
}

/** Registered content codings (RFC 9110 §8.4.1), and what clients know besides. */
const CODINGS = ['gzip', 'x-gzip', 'deflate', 'br', 'zstd', 'compress', 'x-compress'];

/** A word that is not a coding: a charset and a media type belong into Content-Type. */
function codingMistake({ headers }: CapturedResponse, coding: string): Explanation['values'] {
  const isCharset =
    /^(utf-?(8|16|32)(le|be)?|gb(k|2312|18030)|iso-8859-\d{1,2}|us-ascii|windows-\d{4}|latin-?1|big5)$/.test(
      coding,
    );
  const kind = isCharset ? 'charset' : /charset=|^\w{1,20}\//.test(coding) ? 'type' : 'other';
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return { kind, coding: oneLine(coding), contentType: oneLine(contentType) || '–' };
}

function codingMark({ headers }: CapturedResponse): Explanation['mark'] {
  const offset = headers.findIndex(([name]) => name.toLowerCase() === 'content-encoding');
  return { part: 'response-head', offset, length: 1 };
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

/** Bytes that are not UTF-8; or a header that names another encoding, which a reader would believe. */
function explainCharset({ headers, decodedBody }: CapturedResponse): Explanation | null {
  const at = headers.findIndex(([name]) => name.toLowerCase() === 'content-type');
  const declared = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers[at]?.[1] ?? '')?.[1]?.toLowerCase() ?? null;
  const isOther = declared !== null && !UTF8_NAMES.includes(declared);
  const charset = oneLine(declared ?? '') || '–';
  const [first, second] = decodedBody;
  const isUtf32 = [0, 1].includes(decodedBody.subarray(0, 4).filter((byte) => byte !== 0).length);
  const isUtf16 =
    decodedBody.length > 1 &&
    ((first === 0xff && second === 0xfe) ||
      (first === 0xfe && second === 0xff) ||
      first === 0 ||
      second === 0);
  const offset = isUtf16 ? 0 : findInvalidUtf8(decodedBody);
  if (offset === null) {
    if (!isOther) return null;
    const values = { kind: 'declared', charset, offset: 0, byte: '–' };
    const mark = { part: 'response-head', offset: at, length: 1 } as const;
    return { code: 'BODY_WRONG_CHARSET', values, mark, isWarning: true };
  }
  const [read = '–', ...others] = isUtf16 || isOther ? [] : readAsCharset(decodedBody);
  const told = read === '–' ? 'bytes' : read === 'GBK' ? 'gbk' : 'read';
  const kind = isUtf16 ? (isUtf32 ? 'utf32' : 'utf16') : isOther ? 'both' : told;
  const values = {
    kind,
    charset,
    read: [read, ...others].join(' / '),
    offset: offset + 1,
    byte: hex(decodedBody[offset] ?? 0),
  };
  return {
    code: 'BODY_WRONG_CHARSET',
    values,
    mark: { part: 'response-body', offset, length: isUtf16 ? 2 : 1 },
  };
}

/** @param from where the JSON begins: behind a byte order mark, which is a cause of its own */
function explainSyntax(whole: string, from: number): Explanation | null {
  const text = whole.slice(from);
  const at = findJsonError(text);
  if (at === null) return null;
  const before = text.slice(0, at);
  const lines = before.split('\n');
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const { flaw, word } = findJsonFlaw(text, at);
  const isEnd = flaw === 'end';
  const length = isEnd ? 0 : encoder.encode(character).length;
  const offset = encoder.encode(whole.slice(0, from) + before).length;
  return {
    code: 'JSON_SYNTAX',
    values: {
      kind: flaw,
      word: oneLine(word),
      // People count from 1. Where the text ends too early, it is its last byte.
      position: isEnd ? offset : offset + 1,
      line: lines.length,
      column: [...(lines.at(-1) ?? '')].length + 1,
      character: isEnd ? '–' : showCharacter(character),
    },
    mark: { part: 'response-body', offset, length },
  };
}

/** JSON that is a value of its own, and no object that could have members. */
function explainOtherValue(text: string): Explanation | null {
  const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  const isObject = typeof value === 'object' && value !== null;
  // An array that holds an object may hold the response.
  if (isObject && (!Array.isArray(value) || value.some((one) => typeof one === 'object' && one !== null)))
    return null;
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return {
    code: 'JSON_NOT_OBJECT',
    values: { kind, text: oneLine(text) || '–' },
    mark: { part: 'response-body' },
  };
}

/** The character, or its number where it would not be seen. */
const showCharacter = (character: string): string =>
  /[\p{C}\p{Z}]/u.test(character)
    ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    : character;
