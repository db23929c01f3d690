import type { CapturedRequest } from '@/lib/http/exchange';
import { toBase64, toText } from '@/lib/signing/encoding';

/** Headers that curl writes itself, from the URL and the body. */
const WRITTEN_BY_CURL = new Set(['host', 'content-length', 'connection', 'transfer-encoding']);
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** One argument for a POSIX shell: in single quotes nothing has a meaning but the quote itself. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A curl command that sends the same request again, byte for byte, from any POSIX shell. A signed request counts for
 * 60 seconds, so a seller's verifier will refuse an old one as stale: that is right.
 * Header values must be masked before: they are printed as they are.
 * @param timeoutSeconds when curl gives up
 */
export function curlCommand(request: CapturedRequest, timeoutSeconds = 20): string {
  const text = curlBody(request.body);
  const parts = [
    'curl --include --globoff --path-as-is',
    `--max-time ${timeoutSeconds}`,
    `--request ${shellQuote(request.method)}`,
    `--url ${shellQuote(request.url)}`,
    ...headerArguments(request),
  ];
  if (request.body.length > 0)
    parts.push(text === null ? '--data-binary @-' : `--data-raw ${shellQuote(text)}`);
  const command = parts.join(' \\\n  ');
  if (request.body.length === 0 || text !== null) return command;
  return `printf %s ${shellQuote(toBase64(request.body))} | base64 -d | ${command}`;
}

/** One `--header` a header that curl would not write by itself, and against one that it would add of its own accord. */
export function headerArguments({ headers, body }: Pick<CapturedRequest, 'headers' | 'body'>): string[] {
  const sent = headers.filter(([name]) => TOKEN.test(name) && !WRITTEN_BY_CURL.has(name.toLowerCase()));
  // curl would add a form's content type to a body of its own accord, and leave out a header without a value.
  const isTyped = sent.some(([name]) => name.toLowerCase() === 'content-type');
  const untyped = body.length > 0 && !isTyped ? [`--header ${shellQuote('Content-Type:')}`] : [];
  const given = sent.map(
    ([name, value]) => `--header ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`,
  );
  return [...given, ...untyped];
}

/** The body as an argument; null when it cannot be one: no UTF-8, or a zero byte, which no argument can hold. */
export const curlBody = (body: Uint8Array): string | null => (body.includes(0) ? null : toText(body));
