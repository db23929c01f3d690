import { toText } from '@/lib/signing/encoding';

const BYTES_A_ROW = 16;

/** The bytes as text when a text view loses and hides nothing of them; null otherwise. */
export function plainText(bytes: Uint8Array): string | null {
  const text = toText(bytes);
  return text === null || [...text].some(isHidden) ? null : text;
}

/** The text with everything that would not be seen written as an escape: a byte order mark becomes `\ufeff`. */
export const escapeInvisibles = (text: string): string =>
  [...text].map((character) => (isHidden(character) ? escapeCharacter(character) : character)).join('');

const escapeCharacter = (character: string) =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** Control characters other than tab and line ends, and the byte order mark. */
function isHidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x09 || code === 0x0a || code === 0x0d) return false;
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xfeff;
}

/**
 * Offset, hexadecimal and ASCII, sixteen bytes a row, as `hexdump -C` prints them.
 * @param maxBytes where the dump ends
 */
export function hexDump(bytes: Uint8Array, maxBytes: number): string {
  const rows: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, maxBytes); at += BYTES_A_ROW) {
    const row = [...bytes.subarray(at, Math.min(at + BYTES_A_ROW, maxBytes))];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    rows.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(BYTES_A_ROW * 3 - 1)}  ${ascii}`);
  }
  return rows.join('\n');
}
