import { DAY_MS } from '@/lib/core/clock';
import { TOKEN_VALID_DAYS } from '@/lib/core/policy';

/** The name that KooGallery's scanner is known to ask for; at the root of the site. */
export const VERIFICATION_FILE_NAME = 'hwwebscan_verify.html';
const TOKEN_BYTES = 20;

/** An opaque token of 160 bits, lower-case hexadecimal. @param random gives that many unpredictable bytes */
export const newToken = (random: (size: number) => Uint8Array): string =>
  Buffer.from(random(TOKEN_BYTES)).toString('hex');

/** The one line of the file: token and host (`host:port` where the port is not the scheme's own). Pure ASCII, no line end. */
export const verificationContent = (token: string, host: string): string => `${token} ${host}`;

/** The first instant at which the token no longer proves anything. */
export const tokenValidUntil = (createdAt: Date): Date =>
  new Date(createdAt.getTime() + TOKEN_VALID_DAYS * DAY_MS);

/** Differences that are tolerated, and said: editors and upload tools make them without being asked. */
export const TOLERATED_DIFFERENCES = ['BOM', 'TRAILING_NEWLINE'] as const;
/** Differences after which the file proves nothing; the first that applies is the one to name. */
export const FATAL_DIFFERENCES = [
  'EMPTY',
  'TOO_LARGE',
  'COMPRESSED',
  'UTF16',
  'SEVERAL_BOMS',
  'NUL_BYTES',
  'MOJIBAKE',
  'ZERO_WIDTH',
  'NO_BREAK_SPACE',
  'TAB',
  'OLD_LINE_END',
  'OTHER_TOKEN',
  'OTHER_HOST',
  'SPACE_AROUND',
  'QUOTED',
  'LETTER_CASE',
  'WIDE_LETTERS',
  'URL_ENCODED',
  'BASE64',
  'LINE_BREAK',
  'SPACING',
  'HOST_AS_ADDRESS',
  'OTHER_SEPARATOR',
  'SWAPPED',
  'HOST_MISSING',
  'TOKEN_MISSING',
  'CUT_SHORT',
  'HTML_ESCAPED',
  'HTML_WRAPPED',
  'TEXT_AROUND',
  'IS_WEB_PAGE',
  'OTHER_CONTENT',
] as const;
export type ToleratedDifference = (typeof TOLERATED_DIFFERENCES)[number];
export type FatalDifference = (typeof FATAL_DIFFERENCES)[number];

export type FileComparison = {
  matches: boolean;
  tolerated: ToleratedDifference[];
  fatal: FatalDifference | null;
  /** Offset of the first byte that differs, after a BOM; null when nothing does. */
  firstDifferenceAt: number | null;
};

const UTF8_BOM = [0xef, 0xbb, 0xbf];
const LF = 0x0a;
const CR = 0x0d;

/**
 * Compares the served bytes with the expected line: byte for byte, but for one UTF-8 BOM in front and one line end behind.
 * @param isTruncated the served file was longer than the cap
 */
export function compareVerificationFile(
  expected: string,
  served: Uint8Array,
  isTruncated = false,
): FileComparison {
  const hasBom = UTF8_BOM.every((byte, i) => served[i] === byte);
  const body = hasBom ? served.subarray(UTF8_BOM.length) : served;
  const end = withoutLineEnd(body);
  const content = body.subarray(0, end);
  const tolerated: ToleratedDifference[] = [
    ...(hasBom ? (['BOM'] as const) : []),
    ...(end < body.length ? (['TRAILING_NEWLINE'] as const) : []),
  ];
  const wanted = new TextEncoder().encode(expected);
  const firstDifferenceAt = firstDifference(wanted, content);
  if (firstDifferenceAt === null && !isTruncated)
    return { matches: true, tolerated, fatal: null, firstDifferenceAt };
  const fatal = isTruncated ? 'TOO_LARGE' : nameDifference(expected, content);
  return { matches: false, tolerated, fatal, firstDifferenceAt };
}

/** Where a byte of the content is in what was served: behind the mark that is tolerated. */
export const servedOffset = (offset: number, tolerated: readonly ToleratedDifference[]): number =>
  offset + (tolerated.includes('BOM') ? UTF8_BOM.length : 0);

/** Where the content ends when one LF or CR LF behind it is left out. */
function withoutLineEnd(body: Uint8Array): number {
  if (body.at(-1) !== LF) return body.length;
  return body.at(-2) === CR ? body.length - 2 : body.length - 1;
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | null {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i;
  return null;
}

/** What probably happened to the file, so that the seller need not compare bytes. */
function nameDifference(expected: string, content: Uint8Array): FatalDifference {
  const [first, second] = content;
  if (first === undefined) return 'EMPTY';
  if (first === 0x1f && second === 0x8b) return 'COMPRESSED';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'UTF16';
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
  if (isUtf16(text)) return 'UTF16';
  const same = SAME_BUT_FOR.find(([, undo]) => undo(text) !== text && undo(text).trim() === expected);
  if (same) return same[0];
  const plain = SAME_BUT_FOR.reduce((rest, [, undo]) => undo(rest), text).trim();
  const [token = '', host = ''] = expected.split(' ');
  if (plain.toLowerCase() === expected.toLowerCase() && plain !== expected) return 'LETTER_CASE';
  const line = /^([0-9a-f]{40}) ([^\s<>]+)$/.exec(plain);
  if (line && line[1] !== token) return 'OTHER_TOKEN';
  const isAddress = line?.[2]?.replace(ADDRESS_AROUND, '').toLowerCase() === host.toLowerCase();
  if (line && line[2] !== host && !isAddress && !plain.includes(expected)) return 'OTHER_HOST';
  // Several of these at once: the first of them is the one to name.
  const several = plain === expected && SAME_BUT_FOR.find(([, undo]) => undo(text) !== text);
  if (several) return several[0];
  const page = shownByPage(text);
  if (page.includes(expected) && !text.includes(expected)) return 'HTML_ESCAPED';
  const isDocument = /<(!doctype|html|head|body|script)\b/i.test(text);
  if (page.trim() === expected && !isDocument) return 'HTML_WRAPPED';
  if (text.includes(expected)) return 'TEXT_AROUND';
  const isShown = page !== text && squeezed(page).includes(squeezed(expected));
  if (isShown) return isDocument ? 'TEXT_AROUND' : 'HTML_WRAPPED';
  return isDocument ? 'IS_WEB_PAGE' : (nameJoint(plain, token, host) ?? 'OTHER_CONTENT');
}

/** What is around a host that somebody wrote as an address. */
const ADDRESS_AROUND = /^[a-z]{2,8}:\/\/|\/$/gi;
/** Token and host further apart than this belong to something else. */
const FARTHEST = 40;
const LEAST_CUT = 8;

const squeezed = (text: string): string => text.replace(/\s+/g, '').toLowerCase();

/** What became of the parts of the line and of the space between them; null where they are not there. */
function nameJoint(plain: string, token: string, host: string): FatalDifference | null {
  const expected = `${token} ${host}`.toLowerCase();
  const text = plain.toLowerCase();
  if (text !== text.normalize('NFKC') && text.normalize('NFKC') === expected) return 'WIDE_LETTERS';
  if (urlDecoded(text).trim() === expected) return 'URL_ENCODED';
  if (Buffer.from(plain, 'base64').toString().trim().toLowerCase() === expected) return 'BASE64';
  if (squeezed(text) === squeezed(expected)) return /[\r\n]/.test(text) ? 'LINE_BREAK' : 'SPACING';
  const [tokenAt, hostAt] = [text.indexOf(token), text.indexOf(host.toLowerCase())];
  if (tokenAt >= 0 && hostAt >= 0) {
    const between = text.slice(tokenAt + token.length, hostAt);
    if (hostAt < tokenAt) return 'SWAPPED';
    if (between.length > FARTHEST) return null;
    return /^\s+[a-z]{2,8}:\/\/$/.test(between) ? 'HOST_AS_ADDRESS' : 'OTHER_SEPARATOR';
  }
  if (text === token) return 'HOST_MISSING';
  if (text === host.toLowerCase()) return 'TOKEN_MISSING';
  return text.length >= LEAST_CUT && expected.startsWith(text) ? 'CUT_SHORT' : null;
}

function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** What editors, uploads and servers do to the line, with the way back. */
const SAME_BUT_FOR: readonly (readonly [FatalDifference, (text: string) => string])[] = [
  ['SEVERAL_BOMS', (text) => text.replace(/^\ufeff+/, '')],
  ['NUL_BYTES', (text) => text.replaceAll('\0', '')],
  // A byte order mark or a no-break space, read as Windows-1252 and written as UTF-8.
  ['MOJIBAKE', (text) => text.replaceAll('\u00ef\u00bb\u00bf', '').replace(/\u00c2 ?\u00a0?/g, ' ')],
  ['ZERO_WIDTH', (text) => text.replace(/[\u200b-\u200f\u2060\u00ad\ufeff]/g, '')],
  ['NO_BREAK_SPACE', (text) => text.replace(/(?![ \t])[\p{Zs}]/gu, ' ')],
  ['TAB', (text) => text.replace(/\S\t+(?=\S)/g, (found) => `${found.charAt(0)} `)],
  ['OLD_LINE_END', (text) => text.replace(/\r(?!\n)$/, '')],
  ['SPACE_AROUND', (text) => text.trim()],
  ['QUOTED', (text) => text.trim().replace(/^(["'`“”‘’«「])(.*)["'`“”‘’»」]$/s, '$2')],
  ['QUOTED', (text) => text.replace(/^(["'])(\S+)\1 (["'])(\S+)\3$/, '$2 $4')],
];

/** UTF-16 without a mark: every second byte of an ASCII text is zero. */
const isUtf16 = (text: string): boolean => /^(?:\0[ -~]){8}|^(?:[ -~]\0){8}/.test(text);

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The text that a browser would show of markup: without tags, with references decoded. */
const shownByPage = (text: string): string =>
  text
    .replace(/<[^<>]{0,300}>/g, '')
    .replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,5}));/gi, (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
