import { joinBytes, toBase64, toHex } from '../encoding';
import { Body } from './body';
import { isAscii, readAsGbk, toCesu8, toGbk, toLatin1, toUtf16 } from './charsets';
import type { Hypothesis, Rank } from './hypothesis';
import { inBody, inText } from './in-body';
import { FILTER_NAMES, INPUT_FILTERS } from './input-filters';
import { printedBytes, printedValue, type ReprName } from './json/json-reprs';
import { component, form } from './percent-encoders';

/** Filters that change the text of the whole body. */
export const FILTER_HYPOTHESES = FILTER_NAMES.map((name) => ({
  ...inText('body-filtered', 'body-filter', INPUT_FILTERS[name], 4),
  detail: name,
})) satisfies readonly Hypothesis[];

const inCharset = <const Id extends string>(id: Id, encode: (text: string) => Uint8Array) =>
  inBody(
    id,
    'body-charset',
    (body) => {
      const { text } = body;
      if (text === null || isAscii(text)) return null;
      return Body.ofBytes(encode(text));
    },
    4,
  );
const inUtf16 = (name: string, isLittleEndian: boolean, mark: readonly number[]) => ({
  ...inBody(
    'body-utf-16',
    'body-charset',
    ({ textAfterBom }) =>
      textAfterBom === null || textAfterBom === ''
        ? null
        : Body.ofBytes(joinBytes(Uint8Array.from(mark), toUtf16(textAfterBom, isLittleEndian))),
    4,
  ),
  detail: name,
});

/** Other charsets than UTF-8. */
export const CHARSET_HYPOTHESES = [
  inCharset('body-gbk', toGbk),
  inCharset('body-iso-8859-1', toLatin1),
  inCharset('body-cesu-8', toCesu8),
  inBody(
    'body-misread-as-gbk',
    'body-charset',
    ({ bytes, text }) => (text === null || isAscii(text) ? null : Body.ofText(readAsGbk(bytes))),
    4,
  ),
  inUtf16('LE', true, []),
  inUtf16('BE', false, []),
  inUtf16('LE+BOM', true, [0xff, 0xfe]),
  inUtf16('BE+BOM', false, [0xfe, 0xff]),
] satisfies readonly Hypothesis[];

const inWhole = <const Id extends string>(id: Id, change: (body: Body) => string | null, rank: Rank = 3) =>
  inBody(
    id,
    'body-whole',
    (body) => {
      const text = change(body);
      return text === null || text === body.text ? null : Body.ofText(text);
    },
    rank,
  );

/** What is hashed where nothing read the body, or where a language prints an object that has no text of its own. */
const STAND_INS = [
  '{}',
  '[object Object]',
  '[object Promise]',
  '[object ReadableStream]',
  '[object ArrayBuffer]',
  'undefined',
  'null',
  '[]',
  'None',
  'nil',
  'Array',
  "b''",
  'map[]',
  '""',
  '{"json":""}',
  'System.Object',
  'System.Byte[]',
  'System.IO.MemoryStream',
  'System.Collections.Generic.Dictionary`2[System.String,System.Object]',
  '<nil>',
  'false',
] as const;

const printed = (id: 'body-printed', name: ReprName) => ({
  ...inWhole(id, ({ json }) => json && printedValue(json, name)),
  detail: name,
});

/** The members of the outermost object as texts; null where there is none. */
function membersOf({ json, textAfterBom }: Body): [name: string, value: string][] | null {
  if (json?.tokens[0] !== '{') return null;
  const value: unknown = JSON.parse(textAfterBom ?? '{}');
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value).map(([name, member]) => [
    name,
    typeof member === 'string' ? member : JSON.stringify(member),
  ]);
}

const pairs = (members: readonly (readonly [string, string])[] | null, encode: (text: string) => string) =>
  members?.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&') ?? null;
const asIs = (text: string) => text;

/** Something else than the body's own text. */
export const STAND_IN_HYPOTHESES = [
  ...STAND_INS.map((text) => ({ ...inWhole('body-stand-in', () => text), detail: text })),
  printed('body-printed', 'python'),
  printed('body-printed', 'ruby'),
  printed('body-printed', 'ruby34'),
  printed('body-printed', 'java'),
  printed('body-printed', 'javaDoubles'),
  printed('body-printed', 'go'),
  inWhole('body-printed-bytes', ({ bytes }) => printedBytes(bytes), 4),
  inWhole('body-as-buffer-json', ({ bytes }) => `{"type":"Buffer","data":[${bytes.join(',')}]}`, 4),
  inWhole('body-as-byte-list', ({ bytes }) => bytes.join(','), 4),
  inWhole('body-as-base64', ({ bytes }) => toBase64(bytes), 4),
  inWhole('body-as-hex', ({ bytes }) => toHex(bytes), 4),
  inWhole('body-percent-encoded', ({ text }) => text && component(text), 4),
  inWhole('body-as-pairs', (body) => pairs(membersOf(body), asIs), 4),
  inWhole('body-as-form', (body) => pairs(membersOf(body), form), 4),
  inWhole('body-as-form-key', ({ text }) => text && `${form(text)}=`, 4),
] satisfies readonly Hypothesis[];
