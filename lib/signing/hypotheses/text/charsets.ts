import { NOT_ASCII } from '../json/json-strings';

/** What a text becomes in another charset; what the charset has no place for becomes a question mark. */
const QUESTION = 0x3f;

/** Whether most charsets agree about the text. */
export const isAscii = (text: string): boolean => text.search(NOT_ASCII) < 0;

export function toUtf16(text: string, isLittleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), isLittleEndian);
  return bytes;
}

/** CESU-8, Java's modified UTF-8: each half of a surrogate pair as three bytes. */
export function toCesu8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  return Uint8Array.from(bytes);
}

/** Where a charset of one or two bytes has its characters. */
type Table = { label: string; leads: readonly [first: number, last: number]; hasSingles?: boolean };

/** Made when first needed: decoding every pair of bytes once is the table that encoding lacks. */
const tables = new Map<string, ReadonlyMap<string, number>>();

function buildTable({ label, leads: [first, last], hasSingles = true }: Table): ReadonlyMap<string, number> {
  const id = `${label} ${first} ${hasSingles}`;
  const known = tables.get(id);
  if (known) return known;
  const singles = hasSingles ? Array.from({ length: 0x80 }, (_, at) => 0x80 + at) : [];
  const pairs: number[] = [];
  for (let lead = first; lead <= last; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) pairs.push((lead << 8) | trail);
  const all = [...singles, ...pairs];
  const bytes = all.flatMap((code) => (code > 0xff ? [code >> 8, code & 0xff, 0x0a] : [code, 0x0a]));
  const codes = new Map<string, number>();
  const cells = new TextDecoder(label).decode(Uint8Array.from(bytes)).split('\n');
  cells.forEach((cell, at) => {
    if (cell.length === 1 && cell !== '\ufffd' && !codes.has(cell)) codes.set(cell, all[at] ?? QUESTION);
  });
  tables.set(id, codes);
  return codes;
}

/** What GB 18030 writes as four bytes: the rest of the first plane, which has to be decoded, and all other planes. */
let fourBytes: ReadonlyMap<string, readonly number[]> | null = null;
const FIRST_PLANE_CODES = 39_420;
const SUPPLEMENTARY = 189_000;

const linear = (code: number): readonly number[] => [
  0x81 + Math.floor(code / 12_600),
  0x30 + (Math.floor(code / 1_260) % 10),
  0x81 + (Math.floor(code / 10) % 126),
  0x30 + (code % 10),
];

function toFourBytes(character: string): readonly number[] {
  const point = character.codePointAt(0) ?? 0;
  if (point > 0xffff) return linear(SUPPLEMENTARY + point - 0x10000);
  if (!fourBytes) {
    const all = Array.from({ length: FIRST_PLANE_CODES }, (_, code) => linear(code));
    const text = new TextDecoder('gb18030').decode(Uint8Array.from(all.flat()));
    fourBytes = new Map(all.map((bytes, at) => [text.charAt(at), bytes]));
  }
  return fourBytes.get(character) ?? [QUESTION];
}

/** A charset other than UTF-8. What it has no place for becomes question marks. */
export type Charset = {
  name: string;
  /** @param isByUnit a question mark for each half of a surrogate pair, as .NET writes; else one for both */
  encode(text: string, isByUnit?: boolean): Uint8Array;
  decode(bytes: Uint8Array): string;
};

function charset(
  name: string,
  table: Table,
  missing: (character: string) => readonly number[] | null = () => null,
): Charset {
  const decoder = new TextDecoder(table.label);
  return {
    name,
    encode(text, isByUnit = false) {
      const codes = buildTable(table);
      const bytes: number[] = [];
      for (const character of text) {
        const code = character < '\u0080' ? character.charCodeAt(0) : codes.get(character);
        if (code === undefined)
          bytes.push(...(missing(character) ?? Array(isByUnit ? character.length : 1).fill(QUESTION)));
        else if (code > 0xff) bytes.push(code >> 8, code & 0xff);
        else bytes.push(code);
      }
      return Uint8Array.from(bytes);
    },
    decode: (bytes) => decoder.decode(bytes),
  };
}

/** Without what Hong Kong and others added to it, which hardly any library writes. */
const BIG5 = { label: 'big5', leads: [0xa1, 0xf9] } as const;
export const GBK = charset('GBK', { label: 'gbk', leads: [0x81, 0xfe] });
export const GB18030 = charset(
  'GB18030',
  { label: 'gb18030', leads: [0x81, 0xfe], hasSingles: false },
  toFourBytes,
);
export const ASIAN: readonly Charset[] = [
  charset('Big5', BIG5),
  charset('Shift_JIS', { label: 'shift_jis', leads: [0x81, 0xfc] }),
  charset('EUC-JP', { label: 'euc-jp', leads: [0x8e, 0xfe] }),
  charset('EUC-KR', { label: 'euc-kr', leads: [0x81, 0xfe] }),
];
export const LATIN1: Charset = {
  name: 'ISO-8859-1',
  encode: (text, isByUnit = false) => {
    const units = isByUnit ? text.split('') : [...text];
    return Uint8Array.from(units, (unit) => {
      const code = unit.codePointAt(0) ?? QUESTION;
      return code > 0xff ? QUESTION : code;
    });
  },
  decode: (bytes) => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  },
};
/** `latin1` and `binary` of Node, which keep the low byte of each unit: of 华 (U+534E) the byte 4E. */
export const LOW_BYTES: Charset = {
  ...LATIN1,
  name: 'latin1 (Node.js)',
  encode: (text) => Uint8Array.from(text.split(''), (unit) => unit.charCodeAt(0) & 0xff),
};
/** What Windows-1252 has in place of the controls 0x80 to 0x9f. Written out: Node.js 20 decodes it as ISO-8859-1. */
const WINDOWS_CELLS = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];
export const WINDOWS_1252: Charset = {
  name: 'Windows-1252',
  encode: (text, isByUnit = false) =>
    Uint8Array.from(isByUnit ? text.split('') : [...text], (unit) => {
      const cell = WINDOWS_CELLS.indexOf(unit);
      if (cell >= 0) return 0x80 + cell;
      const code = unit.codePointAt(0) ?? QUESTION;
      return code > 0xff || (code >= 0x80 && code < 0xa0) ? QUESTION : code;
    }),
  decode: (bytes) =>
    LATIN1.decode(bytes).replace(
      /[\u0080-\u009f]/g,
      (unit) => WINDOWS_CELLS[unit.charCodeAt(0) - 0x80] ?? unit,
    ),
};
/** Java and Python read each byte that is not ASCII as U+FFFD, and write what is not ASCII as question marks. */
export const ASCII: Charset = {
  name: 'US-ASCII',
  encode: (text, isByUnit = false) =>
    Uint8Array.from(isByUnit ? text.split('') : [...text], (unit) =>
      unit > '\u007f' ? QUESTION : unit.charCodeAt(0),
    ),
  decode: (bytes) => LATIN1.decode(bytes).replace(/[\u0080-\u00ff]/g, '\ufffd'),
};
/** `toString('ascii')` of Node, which drops the highest bit of each byte. */
export const SEVEN_BITS: Charset = {
  ...ASCII,
  name: 'ascii (Node.js)',
  decode: (bytes) => LATIN1.decode(bytes.map((byte) => byte & 0x7f)),
};
