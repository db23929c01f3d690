import { fromBase64, fromHex } from '@/lib/signing/encoding';
import { findJsonError } from './find-json-error';
import { findResponse, withoutEntities } from './find-response';

const SEARCHED = 65_536;
const MOST_VALUES = 2_000;
const DATA_URL = /^data:[\w/+.;=-]{0,100};base64,/i;
/** The first bytes of gzip (RFC 1952), of zlib (RFC 1950) and of Zstandard (RFC 8878). */
const COMPRESSED = [
  [0x1f, 0x8b, 0x08],
  [0x78, 0x01],
  [0x78, 0x5e],
  [0x78, 0x9c],
  [0x78, 0xda],
  [0x28, 0xb5, 0x2f, 0xfd],
];

/** What bytes are that somebody wrote as text: the response, or what has to be read once more. */
type Held = { inner: 'text' | 'utf16' | 'compressed'; bytes: string };
type Coding = 'base64' | 'hex' | 'percent';

/** How a text holds the response instead of being it; `path`: of the member that holds it. */
export type WrappedResponse = Held & {
  kind: 'json' | 'xml' | 'escaped' | Coding | 'member' | 'memberBase64' | 'memberHex' | 'memberPercent';
  path: string | null;
};

const AS_TEXT: Held = { inner: 'text', bytes: '–' };
const IN_MEMBER = { base64: 'memberBase64', hex: 'memberHex', percent: 'memberPercent' } as const;

/** The response that a text holds as text, once or more often, or as bytes that were written as text. */
export function findWrappedResponse(text: string): WrappedResponse | null {
  const inner = unwrapped(text);
  if (inner !== null && findResponse(inner)) return { ...AS_TEXT, kind: 'json', path: null };
  const escaped = /^\s{0,100}<[^>]{1,300}>/.test(text) ? withoutEntities(text.slice(0, SEARCHED)) : '';
  if (escaped !== '' && findResponse(escaped)) return { ...AS_TEXT, kind: 'xml', path: null };
  const coded = codedIn(inner ?? unwrapElement(text));
  if (coded) return { ...coded, path: null };
  const isEscaped = /^\s{0,100}\{\s{0,100}\\"/.test(text);
  if (isEscaped && findResponse(text.slice(0, SEARCHED).replaceAll('\\"', '"')))
    return { ...AS_TEXT, kind: 'escaped', path: null };
  return wrappedByMember(text);
}

/** The text inside one element of XML, or the text itself. */
const unwrapElement = (text: string): string =>
  /^\s{0,100}(?:<\?xml[^>]{0,300}>\s{0,10})?<[\w:]{1,60}[^>]{0,300}>([^<]*)<\/[\w:]{1,60}>\s*$/.exec(
    text,
  )?.[1] ?? text;

/** A JSON string as the text that it holds, three times at most; null where it is none. */
function unwrapped(text: string): string | null {
  let value: unknown = text;
  for (let depth = 0; depth < 3; depth += 1) {
    if (typeof value !== 'string' || !/^\s*"/.test(value)) break;
    try {
      value = JSON.parse(value);
    } catch {
      return null;
    }
  }
  return typeof value === 'string' && value !== text ? value : null;
}

/** In what the response was written once more; null where it was not. */
function codedIn(given: string): (Held & { kind: Coding }) | null {
  const text = given.slice(0, SEARCHED).replace(/\s/g, '');
  const digits = text.replace(/^0x/i, '');
  const hex = digits.length >= 20 && /^[\da-f]+$/i.test(digits) ? fromHex(digits.toLowerCase()) : null;
  const inHex = hex && readBytes(hex);
  if (inHex) return { ...inHex, kind: 'hex' };
  const inBase64 = base64Holds(text);
  if (inBase64) return { ...inBase64, kind: 'base64' };
  if (!/^(?:%EF%BB%BF)?(?:%0[9ad]|%20|\+)*%7B/i.test(text)) return null;
  try {
    return findResponse(decodeURIComponent(text.replaceAll('+', ' ')))
      ? { ...AS_TEXT, kind: 'percent' }
      : null;
  } catch {
    return null;
  }
}

/** Base64 in either alphabet, with or without padding, alone or in a data address, once or twice. */
function base64Holds(given: string, isInner = false): Held | null {
  const text = given.replace(/\s/g, '').replace(DATA_URL, '');
  if (!/^[\w+/-]{20,}={0,2}$/.test(text)) return null;
  const plain = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '');
  const bytes = fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='));
  if (bytes === null) return null;
  return readBytes(bytes) ?? (isInner ? null : base64Holds(new TextDecoder().decode(bytes), true));
}

function readBytes(bytes: Uint8Array): Held | null {
  if (findResponse(new TextDecoder().decode(bytes))) return AS_TEXT;
  const mark = COMPRESSED.find((marks) => marks.every((byte, at) => bytes[at] === byte));
  if (mark) return { inner: 'compressed', bytes: shownBytes(bytes, mark.length) };
  for (const charset of ['utf-16le', 'utf-16be'])
    if (findResponse(new TextDecoder(charset).decode(bytes)))
      return { inner: 'utf16', bytes: shownBytes(bytes, 4) };
  return null;
}

const shownBytes = (bytes: Uint8Array, count: number): string =>
  [...bytes.subarray(0, count)].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');

/** The place of a member or element that holds the response as text, in a value that is no response itself. */
function wrappedByMember(text: string, depth = 0): WrappedResponse | null {
  if (text.length > SEARCHED || !/^\s{0,100}[{[]/.test(text) || findJsonError(text) !== null) return null;
  const open: [path: string, value: object][] = [['', JSON.parse(text) as object]];
  for (const [path, value] of open) {
    if ('resultCode' in value) return null;
    for (const [name, member] of Object.entries(value)) {
      const place = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
      const held = typeof member === 'string' ? wrappedInText(member, depth) : null;
      if (held) return { ...held, path: held.path === undefined ? place : `${place}.${held.path}` };
      if (typeof member === 'object' && member !== null && open.length < MOST_VALUES)
        open.push([place, member]);
    }
  }
  return null;
}

type WrappedInText = Held & { kind: WrappedResponse['kind']; path?: string };

function wrappedInText(member: string, depth: number): WrappedInText | null {
  const text = unwrapped(member) ?? member;
  if (/^\s{0,100}[{[]/.test(text)) {
    if (findResponse(text)) return { ...AS_TEXT, kind: 'member' };
    const inner = depth < 2 ? wrappedByMember(text, depth + 1) : null;
    return inner && { ...inner, path: inner.path ?? '' };
  }
  const coded = codedIn(text);
  return coded && { ...coded, kind: IN_MEMBER[coded.kind] };
}
