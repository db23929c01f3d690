import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';

const MAX_CHARACTERS = 200_000;
const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const character = (code: number): string => (code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '');

const withoutEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (decimal) return character(Number(decimal));
    if (hex) return character(Number.parseInt(hex, 16));
    return NAMED[String(name).toLowerCase()] ?? whole;
  });

const withoutEscapes = (text: string): string =>
  text.replace(/\\(?:u([\da-f]{4})|([^u]))/gi, (_whole, hex, char) =>
    hex ? character(Number.parseInt(hex, 16)) : (ESCAPED[char] ?? char),
  );

export const base64Texts = (text: string): string =>
  (text.match(/[\w+/-]{16,}={0,2}/g) ?? [])
    .map((run) => Buffer.from(run, 'base64').toString('utf8'))
    .join('\n');

export const withoutTags = (text: string): string => text.replace(/<[^<>]{0,500}>/g, '');

/**
 * Everything that an answer shows, in each way that a page writes a text: as it is, escaped, between elements of its
 * own, or in base64.
 */
export function shownText(exchange: Exchange): string {
  const headers = exchange.response.headers.map(([, value]) => value);
  const body = [...headers, decodedBodyText(exchange).slice(0, MAX_CHARACTERS)].join('\n');
  return [
    body,
    ...(body.includes('&') ? [withoutEntities(body)] : []),
    ...(body.includes('<') ? [withoutEntities(withoutTags(body))] : []),
    ...(body.includes('\\') ? [withoutEscapes(body)] : []),
    base64Texts(body),
  ].join('\n');
}
