import type { CapturedResponse } from '@/lib/http/exchange';
import { toText } from '@/lib/signing/encoding';
import type { Explanation } from '../explanation';
import { declaredCoding, isCodingFalse, isGzip } from './declared-coding';
import { explainShape } from './explain-shape';
import { findInvalidUtf8 } from './find-invalid-utf8';
import { findJsonError } from './find-json-error';
import { oneLine } from './to-single-line';

const UTF8_NAMES = ['utf-8', 'utf8'];
const encoder = new TextEncoder();

/** What keeps the body of an answer from being read as JSON in UTF-8, in the order in which a reader meets it. */
export function explainBody(response: CapturedResponse): Explanation[] {
  const { body, decodedBody, isTruncated } = response;
  if (body.length === 0) return [{ code: 'BODY_EMPTY', values: {}, mark: null }];
  const coding = explainCoding(response);
  if (coding?.code === 'GZIP_NOT_DECLARED' || coding?.code === 'GZIP_TWICE') return [coding];
  const found = coding ? [coding] : [];
  if (isTruncated)
    return [...found, { code: 'BODY_TOO_LARGE', values: { bytes: decodedBody.length }, mark: null }];
  const bom = decodedBody[0] === 0xef && decodedBody[1] === 0xbb && decodedBody[2] === 0xbf;
  if (bom)
    found.push({ code: 'BODY_HAS_BOM', values: {}, mark: { part: 'response-body', offset: 0, length: 3 } });
  const charset = explainCharset(response);
  if (charset) found.push(charset);
  const text = toText(decodedBody);
  if (text === null || charset?.values.kind === 'utf16') return found;
  const shape = explainShape(text);
  const syntax = shape.length > 0 ? null : (explainSyntax(text, bom ? 1 : 0) ?? explainOtherValue(text));
  return [...found, ...shape, ...(syntax ? [syntax] : [])];
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
  if (coding === '') return isGzip(body) ? { code: 'GZIP_NOT_DECLARED', values: { bytes }, mark } : null;
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
  const kind = isUtf16 ? 'utf16' : isOther ? 'both' : isGbk(decodedBody) ? 'gbk' : 'bytes';
  const values = { kind, charset, offset: offset + 1, byte: hex(decodedBody[offset] ?? 0) };
  return {
    code: 'BODY_WRONG_CHARSET',
    values,
    mark: { part: 'response-body', offset, length: isUtf16 ? 2 : 1 },
  };
}

/** Whether all of it could be GB 18030, which holds GBK and GB 2312. */
function isGbk(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** @param from where the JSON begins: behind a byte order mark, which is a cause of its own */
function explainSyntax(whole: string, from: number): Explanation | null {
  const text = whole.slice(from);
  const at = findJsonError(text);
  if (at === null) return null;
  const before = text.slice(0, at);
  const lines = before.split('\n');
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const isEnd = at >= text.length;
  const length = isEnd ? 0 : encoder.encode(character).length;
  const offset = encoder.encode(whole.slice(0, from) + before).length;
  return {
    code: 'JSON_SYNTAX',
    values: {
      kind: isEnd ? 'end' : 'character',
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
  // An array that holds an object may hold the answer.
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
