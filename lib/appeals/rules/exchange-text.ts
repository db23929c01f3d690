import { EXCHANGE_KIB } from '@/lib/core/policy';
import type { RawHeader } from '@/lib/http/exchange';

/** A request and its response as texts. */
export type ExchangeText = { request: string; response: string };

/** Characters of either side. */
export const EXCHANGE_MAXIMUM = EXCHANGE_KIB * 1024;
const HEADERS_MAXIMUM = 200;

/** Why a side cannot be read. Texts: `errors.appeals.exchange.<code>`. */
export type ExchangeProblem = 'REQUEST_LINE' | 'STATUS_LINE' | 'HEADER' | 'TOO_MANY_HEADERS';
export type PastedMessage = { start: string[]; head: RawHeader[]; body: string | null };
export type MessageReading = { ok: true; message: PastedMessage } | { ok: false; problem: ExchangeProblem };

const REQUEST_LINE = /^([A-Z]{1,20}) (\S+)(?: (HTTP\/\d(?:\.\d)?))?$/;
const STATUS_LINE = /^(HTTP\/\d(?:\.\d)?) (\d{3})(?: (.*))?$/;
const HEADER = /^(:?[\w!#$%&'*+.^`|~-]+):(.*)$/;
/** Signs that no line of HTTP has, and those that turn the order of what stands beside them. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Line ends as LF, what cannot be seen as U+FFFD. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, (sign) => (sign === '\n' || sign === '\t' ? sign : '\ufffd'));

/** A request as tools show it: with a request line, or with the pseudo headers of HTTP/2. */
export const readPastedRequest = (text: string): MessageReading =>
  readMessage(text, 'REQUEST_LINE', (line) => {
    const [, method, target, version = 'HTTP/1.1'] = REQUEST_LINE.exec(line) ?? [];
    return method && target ? [method, target, version] : null;
  });

export const readPastedResponse = (text: string): MessageReading =>
  readMessage(text, 'STATUS_LINE', (line) => {
    const [, version, status, reason = ''] = STATUS_LINE.exec(line) ?? [];
    return version && status ? [version, status, reason] : null;
  });

function readMessage(
  text: string,
  problem: 'REQUEST_LINE' | 'STATUS_LINE',
  readStart: (line: string) => string[] | null,
): MessageReading {
  const whole = clean(text).replace(/^[\ufeff\s]+/, '');
  const end = whole.indexOf('\n\n');
  const lines = (end < 0 ? whole : whole.slice(0, end)).split('\n');
  const first = readStart((lines[0] ?? '').trimEnd());
  const head: RawHeader[] = [];
  for (const line of first ? lines.slice(1) : lines) {
    if (line.trim() === '') continue;
    const last = head.at(-1);
    if (last && /^[ \t]/.test(line)) {
      head[head.length - 1] = [last[0], `${last[1]} ${line.trim()}`];
      continue;
    }
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name === undefined || value === undefined) return { ok: false, problem: first ? 'HEADER' : problem };
    if (head.length === HEADERS_MAXIMUM) return { ok: false, problem: 'TOO_MANY_HEADERS' };
    head.push([name, value.trim()]);
  }
  const start = first ?? fromPseudoHeaders(head, problem);
  if (!start) return { ok: false, problem };
  const own = head.filter(([name]) => !name.startsWith(':'));
  return { ok: true, message: { start, head: own, body: end < 0 ? null : whole.slice(end + 2) } };
}

/** RFC 9113, §8.3: what HTTP/2 has in the place of the first line, as browsers show it. */
function fromPseudoHeaders(
  head: readonly RawHeader[],
  problem: 'REQUEST_LINE' | 'STATUS_LINE',
): string[] | null {
  const read = (wanted: string) => head.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const line =
    problem === 'STATUS_LINE'
      ? `HTTP/2 ${read(':status') ?? ''}`
      : `${read(':method') ?? ''} ${read(':path') ?? ''} HTTP/2`;
  const [, first, second, third = ''] =
    (problem === 'STATUS_LINE' ? STATUS_LINE : REQUEST_LINE).exec(line) ?? [];
  return first && second ? [first, second, third] : null;
}

export const writeMessage = ({ start, head, body }: PastedMessage): string =>
  [
    start.join(' ').trimEnd(),
    ...head.map(([name, value]) => `${name}: ${value}`),
    ...(body === null ? [] : ['', body]),
  ].join('\n');

const REQUEST_TITLE = 'Request';
const RESPONSE_TITLE = 'Response';
const TITLE = /^\[(Request|Response), (\d{1,9}) characters\]\n/;

/** Both sides as one text file. Their lengths are in it: whatever they hold, they are found again. */
export const writeExchangeFile = ({ request, response }: ExchangeText): string =>
  [
    [REQUEST_TITLE, request],
    [RESPONSE_TITLE, response],
  ]
    .map(([title, side = '']) => `[${title}, ${side.length} characters]\n${side}\n`)
    .join('\n');

/** @returns null for a file that `writeExchangeFile` did not write */
export function readExchangeFile(text: string): ExchangeText | null {
  const request = readSide(text, REQUEST_TITLE);
  const response = request && readSide(text.slice(request.until + 1), RESPONSE_TITLE);
  return request && response ? { request: request.side, response: response.side } : null;
}

function readSide(text: string, wanted: string): { side: string; until: number } | null {
  const [line, title, length] = TITLE.exec(text) ?? [];
  if (line === undefined || title !== wanted) return null;
  const until = line.length + Number(length);
  return text[until] === '\n' ? { side: text.slice(line.length, until), until: until + 1 } : null;
}
