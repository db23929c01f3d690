/** What begins or ends a sent value, cut into words and single signs, is compared up to here. */
const LONGEST = 200;
const NAMES: Readonly<Record<string, string>> = {
  '"': 'quot',
  "'": 'apos',
  '<': 'lt',
  '>': 'gt',
  '&': 'amp',
  '/': 'sol',
  '\\': 'bsol',
};

/** A character in each way that a page writes it, as an expression; every way begins and ends differently. */
function spelledSign(char: string): string {
  const own = char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  if (/[\p{L}\p{N}]/u.test(char)) return own;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const named = NAMES[char] === undefined ? '' : `|${NAMES[char]}`;
  const ways = [
    `&(?:amp;){0,2}(?:#0{0,4}${code}|#x0{0,4}${hex}${named});`,
    `%(?:25){0,2}${hex.padStart(2, '0')}`,
    `\\\\u${hex.padStart(4, '0')}`,
    `\\\\x${hex.padStart(2, '0')}`,
    ...(char === '\\' ? [] : [`\\\\${own}`]),
    ...(char === ' ' ? ['\\+'] : []),
    own,
  ];
  return `(?:${ways.join('|')})`;
}

/** A text that stands by itself, however it is written; null for none. */
export const spelledText = (text: string): RegExp | null =>
  text === ''
    ? null
    : new RegExp(`(?<!\\w)${[...text.slice(0, LONGEST)].map(spelledSign).join('')}(?!\\w)`, 'g');

const MOST_OF_ONE = 18;
const listParts = (text: string): string[] => text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? [];
/** Signs that end a literal are doubled by some. */
const expression = (part: string): string =>
  `(?:${[...part].map(spelledSign).join('')})${/^['"`\\]$/.test(part) ? '{1,2}' : ''}`;

/** The text without `sent` at its beginning, of which the page may have taken parts out or doubled them. */
export function withoutBeginning(text: string, sent: string): string {
  let at = 0;
  for (const part of listParts(sent.slice(0, LONGEST))) {
    const next = text.slice(at, at + MOST_OF_ONE * 2 * part.length);
    at += new RegExp(`^${expression(part)}`).exec(next)?.[0].length ?? 0;
  }
  return text.slice(at);
}

/** The same at the end of the text. */
export function withoutEnd(text: string, sent: string): string {
  let end = text.length;
  for (const part of listParts(sent.slice(-LONGEST)).reverse()) {
    const before = text.slice(Math.max(0, end - MOST_OF_ONE * 2 * part.length), end);
    end -= new RegExp(`${expression(part)}$`).exec(before)?.[0].length ?? 0;
  }
  return text.slice(0, end);
}
