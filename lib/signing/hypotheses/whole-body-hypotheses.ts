import { joinBytes, toBase64, toHex } from '../encoding';
import { Body } from './body';
import { type Hypothesis, ofShort, type Rank } from './hypothesis';
import { inBody, inText } from './in-body';
import { printedBytes, printedValue, type ReprName } from './json/json-reprs';
import { buildJsonTree } from './json/json-tree';
import { OBJECT_PRINT_NAMES, OBJECT_PRINTS, type ObjectPrintName } from './json/object-prints';
import {
  ASCII,
  ASIAN,
  type Charset,
  GB18030,
  GBK,
  isAscii,
  LATIN1,
  LOW_BYTES,
  SEVEN_BITS,
  toCesu8,
  toUtf16,
  WINDOWS_1252,
} from './text/charsets';
import { FILTER_NAMES, INPUT_FILTERS } from './text/input-filters';
import { component, form } from './text/percent-encoders';

/** Filters that change the text of the whole body. */
export const FILTER_HYPOTHESES = FILTER_NAMES.map((name) => ({
  ...inText('body-filtered', 'body-filter', INPUT_FILTERS[name], 4),
  detail: name,
})) satisfies readonly Hypothesis[];

const inOther = <const Id extends string>(id: Id, change: (body: Body) => Body | null, detail?: string) => ({
  ...inBody(
    id,
    'body-charset',
    (body) => (body.text === null || isAscii(body.text) ? null : change(body)),
    4,
  ),
  ...(detail === undefined ? {} : { detail }),
});
const inCharset = <const Id extends string>(id: Id, { encode }: Charset, detail?: string) =>
  inOther(id, ({ text }) => Body.ofBytes(encode(text ?? '')), detail);
/** Where the two halves of a surrogate pair are lost one by one. */
const byUnits = ({ name, encode }: Charset) =>
  inOther(
    'body-in-charset',
    ({ text }) => (text && SURROGATE.test(text) ? Body.ofBytes(encode(text, true)) : null),
    `${name}, ??`,
  );
const SURROGATE = /[\ud800-\udbff]/;
const misread = <const Id extends string>(id: Id, { decode }: Charset, detail?: string) =>
  inOther(id, ({ bytes }) => Body.ofText(decode(bytes)), detail);
const thereAndBack = ({ name, decode, encode }: Charset) =>
  inOther('body-read-and-written-in', ({ bytes }) => Body.ofBytes(encode(decode(bytes))), name);
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
  inCharset('body-gbk', GBK),
  inCharset('body-iso-8859-1', LATIN1),
  ...[LOW_BYTES, GB18030, WINDOWS_1252, ...ASIAN].map((one) =>
    ofShort(inCharset('body-in-charset', one, one.name)),
  ),
  ...[GBK, LATIN1, WINDOWS_1252, ...ASIAN].map(byUnits).map(ofShort),
  inOther('body-cesu-8', ({ text }) => Body.ofBytes(toCesu8(text ?? ''))),
  misread('body-misread-as-gbk', GBK),
  ...[WINDOWS_1252, ...ASIAN, ASCII, SEVEN_BITS].map((one) =>
    ofShort(misread('body-misread-as', one, one.name)),
  ),
  ...[GBK, ...ASIAN, ASCII].map(thereAndBack).map(ofShort),
  inBody(
    'body-replaced',
    'body-charset',
    ({ bytes, text }) => (text === null ? Body.ofText(new TextDecoder().decode(bytes)) : null),
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

const printedAs = (name: ObjectPrintName) => ({
  ...inWhole('body-printed', ({ json }) => json && OBJECT_PRINTS[name](buildJsonTree(json), ''), 4),
  detail: name,
});

/** The members of the outermost object as texts; null where there is none. */
function readMembers({ json, textAfterBom }: Body): [name: string, value: string][] | null {
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

const inLines = (text: string, width: number) => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
/** Sorted, without what is empty, as many payment interfaces join what they sign. */
const sortedPairs = (body: Body) => {
  const all = readMembers(body) ?? [];
  const members = all.filter(([, value]) => value !== '' && value !== 'null');
  // With nothing left out, it is two simpler mistakes.
  if (members.length === all.length) return null;
  return pairs(
    members.toSorted(([a], [b]) => (a < b ? -1 : 1)),
    asIs,
  );
};

/** Details are codes of the texts. */
const WRITTEN_AS: Readonly<Record<string, (body: Body) => string | null>> = {
  base64Lines: ({ bytes }) => (bytes.length > 57 ? inLines(toBase64(bytes), 76) : null),
  form: ({ text }) => text && form(text),
  javaBytes: ({ bytes }) => `[${[...bytes].map((byte) => (byte > 127 ? byte - 256 : byte)).join(', ')}]`,
  sortedPairs,
  values: (body) =>
    readMembers(body)
      ?.map(([, value]) => value)
      .join('') ?? null,
  twice: ({ text }) => text && text + text,
  zeroByte: ({ text }) => text && `${text}\0`,
  upperCase: ({ text }) => text?.toUpperCase() ?? null,
  lowerCase: ({ text }) => text?.toLowerCase() ?? null,
};

/** Something else than the body's own text. */
export const STAND_IN_HYPOTHESES = [
  ...STAND_INS.map((text) => ({ ...inWhole('body-stand-in', () => text), detail: text })),
  printed('body-printed', 'python'),
  printed('body-printed', 'ruby'),
  printed('body-printed', 'ruby34'),
  printed('body-printed', 'java'),
  printed('body-printed', 'javaDoubles'),
  printed('body-printed', 'go'),
  ...OBJECT_PRINT_NAMES.map(printedAs).map(ofShort),
  inWhole('body-printed-bytes', ({ bytes }) => printedBytes(bytes), 4),
  inWhole('body-as-buffer-json', ({ bytes }) => `{"type":"Buffer","data":[${bytes.join(',')}]}`, 4),
  inWhole('body-as-byte-list', ({ bytes }) => bytes.join(','), 4),
  inWhole('body-as-base64', ({ bytes }) => toBase64(bytes), 4),
  inWhole('body-as-hex', ({ bytes }) => toHex(bytes), 4),
  inWhole('body-percent-encoded', ({ text }) => text && component(text), 4),
  inWhole('body-as-pairs', (body) => pairs(readMembers(body), asIs), 4),
  inWhole('body-as-form', (body) => pairs(readMembers(body), form), 4),
  ...Object.entries(WRITTEN_AS).map(([detail, write]) => ({
    ...ofShort(inWhole('body-written-as', write, 4)),
    detail,
  })),
  inWhole('body-as-form-key', ({ text }) => text && `${form(text)}=`, 4),
] satisfies readonly Hypothesis[];

/** So many characters are cut. */
const MOST_CUT = 64;

/** One character whose bytes came in two parts, each of which was made text by itself, as `text += chunk` does. */
export function chunkHypotheses({ bytes, text }: Body): Hypothesis<'body-chunk-split'>[] {
  if (text === null || isAscii(text)) return [];
  const cuts: number[] = [];
  for (let at = 0; at < bytes.length; at++) if (((bytes[at] ?? 0) & 0xc0) === 0x80) cuts.push(at);
  const decode = (part: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(part);
  return cuts
    .slice(0, 3 * MOST_CUT)
    .map((at) =>
      inBody(
        'body-chunk-split',
        'body-charset',
        () => Body.ofText(decode(bytes.subarray(0, at)) + decode(bytes.subarray(at))),
        4,
      ),
    );
}
