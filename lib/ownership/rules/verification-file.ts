import { DAY_MS } from '@/lib/core/clock';

/** The name that KooGallery's scanner is known to ask for; at the root of the site. */
export const VERIFICATION_FILE_NAME = 'hwwebscan_verify.html';
/** What a larger file holds is not ours. */
export const MAX_FILE_BYTES = 64 * 1024;
export const TOKEN_VALID_DAYS = 30;
const TOKEN_BYTES = 20;

/** An opaque token of 160 bits, lower-case hexadecimal. @param random gives that many unpredictable bytes */
export const newToken = (random: (size: number) => Uint8Array): string =>
  Buffer.from(random(TOKEN_BYTES)).toString('hex');

/** The one line of the file: token and host (`host:port` where the port is not the scheme's own). Pure ASCII, no line end. */
export const verificationContent = (token: string, host: string): string => `${token} ${host}`;

/** The first instant at which the token no longer proves anything. */
export const tokenValidUntil = (createdAt: Date): Date =>
  new Date(createdAt.getTime() + TOKEN_VALID_DAYS * DAY_MS);

export const isTokenValid = (createdAt: Date, now: Date): boolean => now < tokenValidUntil(createdAt);

/** Differences that are tolerated, and said: editors and upload tools make them without being asked. */
export const TOLERATED_DIFFERENCES = ['BOM', 'TRAILING_NEWLINE'] as const;
/** Differences after which the file proves nothing; the first that applies is the one to name. */
export const FATAL_DIFFERENCES = [
  'EMPTY',
  'TOO_LARGE',
  'UTF16',
  'OTHER_TOKEN',
  'OTHER_HOST',
  'SPACE_AROUND',
  'LETTER_CASE',
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
  if (content.length === 0) return 'EMPTY';
  if ((content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff))
    return 'UTF16';
  const text = new TextDecoder('utf-8').decode(content);
  const [token = '', host = ''] = expected.split(' ');
  if (text.trim() === expected) return 'SPACE_AROUND';
  if (text.trim().toLowerCase() === expected.toLowerCase()) return 'LETTER_CASE';
  if (text.includes(expected)) return 'TEXT_AROUND';
  const line = /^([0-9a-f]{40}) (\S+)$/.exec(text.trim());
  if (line && line[1] !== token) return 'OTHER_TOKEN';
  if (line && line[2] !== host) return 'OTHER_HOST';
  return /<(!doctype|html|head|body|script)\b/i.test(text) ? 'IS_WEB_PAGE' : 'OTHER_CONTENT';
}
