import type { OutboundRequest, RawHeader } from './exchange';
import { OutboundError } from './rules/failure';
import type { RequestTarget } from './rules/request-target';

/** Framing and connection are the client's: a caller's value could make two requests out of one. */
const OWNED_BY_CLIENT = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'upgrade',
  'te',
  'trailer',
  'expect',
]);
const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);
/** Goes out as it is, and is allowed in a header. */
const PRINTABLE = /^[ -~]*$/;
/** Of RFC 9110 §5.5 only the tab is allowed below the blank. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$/;

/**
 * All headers of a request in wire order and in the caller's spelling, complete, so that what is captured is what was
 * sent. Characters beyond ASCII go out as their UTF-8 bytes.
 * @throws OutboundError REQUEST_INVALID where the method or a header cannot be put on the wire
 */
export function wireHeaders(
  request: Pick<OutboundRequest, 'method' | 'headers' | 'body'>,
  target: Pick<RequestTarget, 'hostHeader'>,
  userAgent: string,
  isKeepAlive: boolean,
): RawHeader[] {
  if (!METHOD.test(request.method) || request.method.toUpperCase() === 'CONNECT')
    throw new OutboundError('REQUEST_INVALID', 'method');
  const headers: RawHeader[] = [];
  const names = new Set<string>();
  for (const header of request.headers ?? []) {
    const name = header[0].toLowerCase();
    if (OWNED_BY_CLIENT.has(name)) continue;
    headers.push(sendable(header));
    names.add(name);
  }
  if (!names.has('host')) headers.unshift(['Host', target.hostHeader]);
  if (!names.has('user-agent')) headers.push(['User-Agent', userAgent]);
  if (!names.has('accept')) headers.push(['Accept', '*/*']);
  const length = request.body?.byteLength ?? 0;
  if (length > 0 || METHODS_WITH_BODY.has(request.method.toUpperCase()))
    headers.push(['Content-Length', String(length)]);
  headers.push(['Connection', isKeepAlive ? 'keep-alive' : 'close']);
  return headers;
}

function sendable(header: RawHeader): RawHeader {
  const [name, value] = header;
  const isName = NAME.test(name);
  if (isName && PRINTABLE.test(value)) return header;
  const bytes = Buffer.from(value, 'utf8').toString('latin1');
  if (!isName || UNSENDABLE.test(bytes))
    throw new OutboundError('REQUEST_INVALID', `header ${JSON.stringify(name.slice(0, 64))}`);
  return [name, bytes];
}
