import { NOT_ASCII } from './json/json-strings';

/** What a text becomes in another charset; what the charset has no place for becomes a question mark. */
const QUESTION = 0x3f;

/** Whether most charsets agree about the text. */
export const isAscii = (text: string): boolean => text.search(NOT_ASCII) < 0;

/** As ISO-8859-1, a question mark for each character. */
export function toLatin1(text: string): Uint8Array {
  return Uint8Array.from([...text], (character) => {
    const code = character.codePointAt(0) ?? QUESTION;
    return code > 0xff ? QUESTION : code;
  });
}

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

/** Made when first needed: decoding every pair of bytes once is the table that encoding lacks. */
let gbkCodes: ReadonlyMap<string, number> | null = null;

function gbkTable(): ReadonlyMap<string, number> {
  if (gbkCodes) return gbkCodes;
  const pairs: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) pairs.push((lead << 8) | trail);
  const bytes = new Uint8Array(3 * pairs.length);
  pairs.forEach((pair, at) => {
    bytes.set([pair >> 8, pair & 0xff, 0x0a], 3 * at);
  });
  const codes = new Map<string, number>();
  const cells = new TextDecoder('gbk').decode(bytes).split('\n');
  cells.forEach((cell, at) => {
    if (cell.length === 1 && cell !== '\ufffd' && !codes.has(cell)) codes.set(cell, pairs[at] ?? QUESTION);
  });
  gbkCodes = codes;
  return codes;
}

export function toGbk(text: string): Uint8Array {
  const codes = gbkTable();
  const bytes: number[] = [];
  for (const character of text) {
    if (character < '\u0080') bytes.push(character.charCodeAt(0));
    else {
      const code = codes.get(character);
      if (code === undefined) bytes.push(QUESTION);
      else bytes.push(code >> 8, code & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

/** UTF-8 that was read as GBK. */
export const readAsGbk = (bytes: Uint8Array): string => new TextDecoder('gbk').decode(bytes);
