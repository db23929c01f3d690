import { joinBytes } from './encoding';
import type { RawHeaders } from './profiles/v1-body-sign';

/** What stands out about how a message was pasted; sentences below `signing.note.<code>`. */
export type MessageNote =
  /** More bytes were pasted than Content-Length declares: HTTP ends the body there, and so did this reader. */
  | { code: 'BODY_CUT'; declared: number; seen: number }
  /** Fewer bytes were pasted than were sent, so their signature cannot be right. */
  | { code: 'BODY_SHORT'; declared: number; seen: number }
  /** What was pasted is not a raw message, but holds one. */
  | {
      code: 'READ_AS';
      form: 'curl' | 'transcript' | 'har' | 'client' | 'fetch' | 'powershell' | 'httpie' | 'log' | 'http2';
    }
  /** The address has `&amp;` where `&` belongs. */
  | { code: 'URL_HTML_ESCAPED' }
  | { code: 'URL_JSON_ESCAPED' }
  /** `%26` and `%3D` are where `&` and `=` part the parameters: the whole query was encoded once more. */
  | { code: 'URL_QUERY_ENCODED' }
  /** Line ends, quotes, blanks or marks that came into the text on its way were taken out. */
  | { code: 'TEXT_TIDIED' }
  /** HTML took the beginning of a parameter's name for one of its own signs: `×tamp`. */
  | { code: 'URL_ENTITY_EATEN'; seen: string; meant: string }
  /** The body, or a part of it, is in a file that is not at hand. */
  | { code: 'BODY_FROM_FILE'; name: string }
  /** The text does not hold the body. */
  | { code: 'BODY_UNKNOWN' }
  /** The body went through a program that wrote it with escapes. */
  | { code: 'BODY_NOT_EXACT' }
  | { code: 'ONE_OF_SEVERAL'; seen: number };

/** What is wrong with the address itself, whatever its signature. */
export const isUrlFinding = ({ code }: MessageNote): boolean =>
  ['URL_HTML_ESCAPED', 'URL_JSON_ESCAPED', 'URL_QUERY_ENCODED', 'URL_ENTITY_EATEN'].includes(code);

/** A request or a response as it was sent: headers in their order and case, the body as bytes. */
export type HttpMessage = {
  start: { kind: 'request'; method: string; target: string } | { kind: 'response'; status: number };
  headers: RawHeaders;
  body: Uint8Array;
  notes: readonly MessageNote[];
};

const LF = 0x0a;
const CR = 0x0d;
const BLANKS: readonly number[] = [CR, LF, 0x20, 0x09];
const REQUEST_LINE = /^([A-Z]{1,16}) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;
const STATUS_LINE = /^HTTP\/\d(?:\.\d)? (\d{3})(?: .*)?$/;
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const decoder = new TextDecoder();

/**
 * Reads a pasted HTTP message (RFC 9112). Editors write lines without CR, and `.http` files a request line without a
 * version: both are read. Lines that are not headers are skipped. Never throws.
 * @returns null when the first line is neither a request line nor a status line
 */
export function parseHttpMessage(pasted: Uint8Array): HttpMessage | null {
  const bytes = pasted.subarray(findStart(pasted));
  const { lines, bodyAt } = readHead(bytes);
  const start = readStart(lines[0] ?? '');
  if (!start) return null;
  const headers = readHeaders(lines.slice(1));
  return { start, headers, ...readBody(headers, bytes.slice(bodyAt)) };
}

/** Empty lines in front of a message are passed over, as RFC 9112 §2.2 asks, and blanks and a byte order mark with them. */
function findStart(bytes: Uint8Array): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (BLANKS.includes(bytes[at] ?? 0)) at++;
  return at;
}

/** The lines before the empty one, and where the body begins. */
function readHead(bytes: Uint8Array): { lines: string[]; bodyAt: number } {
  const lines: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const found = bytes.indexOf(LF, at);
    const end = found < 0 ? bytes.length : found;
    const line = decoder.decode(bytes.subarray(at, end > at && bytes[end - 1] === CR ? end - 1 : end));
    at = Math.min(end + 1, bytes.length);
    if (line === '') break;
    lines.push(line);
  }
  return { lines, bodyAt: at };
}

function readStart(line: string): HttpMessage['start'] | null {
  const status = STATUS_LINE.exec(line)?.[1];
  if (status !== undefined) return { kind: 'response', status: Number(status) };
  const [, method, target] = REQUEST_LINE.exec(line) ?? [];
  return method !== undefined && target !== undefined ? { kind: 'request', method, target } : null;
}

function readHeaders(lines: readonly string[]): [name: string, value: string][] {
  const headers: [name: string, value: string][] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    if (last && /^[ \t]/.test(line)) last[1] = `${last[1]} ${line.trim()}`.trim();
    else {
      const header = parseHeaderLine(line);
      if (header) headers.push([...header]);
    }
  }
  return headers;
}

/** `Name: value`; null when the line is not a header. The name keeps its case. */
export function parseHeaderLine(line: string): readonly [name: string, value: string] | null {
  const colon = line.indexOf(':');
  const name = colon < 0 ? '' : line.slice(0, colon);
  return NAME.test(name) ? [name, line.slice(colon + 1).trim()] : null;
}

/** First value of a header, its name in any case; null when absent. */
export const signedHeader = (headers: RawHeaders, name: string): string | null =>
  headers.find((header) => header[0].toLowerCase() === name.toLowerCase())?.[1] ?? null;

function readBody(headers: RawHeaders, rest: Uint8Array): Pick<HttpMessage, 'body' | 'notes'> {
  if (/\bchunked\s*$/i.test(signedHeader(headers, 'Transfer-Encoding') ?? ''))
    return { body: withoutChunks(rest) ?? rest, notes: [] };
  const length = signedHeader(headers, 'Content-Length') ?? '';
  if (!/^\d{1,12}$/.test(length)) return { body: rest, notes: [] };
  const declared = Number(length);
  const seen = rest.length;
  if (seen > declared)
    return { body: rest.slice(0, declared), notes: [{ code: 'BODY_CUT', declared, seen }] };
  return { body: rest, notes: seen < declared ? [{ code: 'BODY_SHORT', declared, seen }] : [] };
}

/** The joined chunks; null when there are none, as in what `curl --include` prints: it has joined them already. */
function withoutChunks(rest: Uint8Array): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const end = rest.indexOf(LF, at);
    const size =
      end < 0 ? null : /^([0-9a-fA-F]{1,8})\s*(?:;.*)?$/.exec(decoder.decode(rest.subarray(at, end)).trim());
    if (!size) return null;
    const length = Number.parseInt(size[1] ?? '', 16);
    if (length === 0) return joinBytes(...chunks);
    const chunk = rest.subarray(end + 1, end + 1 + length);
    if (chunk.length < length) return null;
    chunks.push(chunk);
    at = end + 1 + length;
    if (rest[at] === CR) at++;
    if (rest[at] !== LF) return null;
    at++;
  }
}
