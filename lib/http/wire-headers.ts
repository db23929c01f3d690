import { validateHeaderName, validateHeaderValue } from 'node:http';
import { headerValue, type OutboundRequest, type RawHeader } from './exchange';
import { OutboundError } from './rules/failure';
import type { Target } from './rules/target';

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
const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$/;

/**
 * All headers of a request in wire order and in the caller's spelling, complete, so that what is captured is what was
 * sent. Characters beyond ASCII go out as their UTF-8 bytes.
 * @throws OutboundError REQUEST_INVALID where the method or a header cannot be put on the wire
 */
export function wireHeaders(
  request: Pick<OutboundRequest, 'method' | 'headers' | 'body'>,
  target: Pick<Target, 'hostHeader'>,
  userAgent: string,
  isKeepAlive: boolean,
): RawHeader[] {
  if (!METHOD.test(request.method) || request.method.toUpperCase() === 'CONNECT')
    throw new OutboundError('REQUEST_INVALID', 'method');
  const given = (request.headers ?? [])
    .filter(([name]) => !OWNED_BY_CLIENT.has(name.toLowerCase()))
    .map(
      ([name, value]): RawHeader => [
        name,
        PRINTABLE.test(value) ? value : Buffer.from(value, 'utf8').toString('latin1'),
      ],
    );
  for (const [name, value] of given) checkHeader(name, value);

  const host: RawHeader[] = headerValue(given, 'host') === null ? [['Host', target.hostHeader]] : [];
  const length = request.body?.byteLength ?? 0;
  const own: RawHeader[] = [
    ...(headerValue(given, 'user-agent') === null ? ([['User-Agent', userAgent]] as const) : []),
    ...(headerValue(given, 'accept') === null ? ([['Accept', '*/*']] as const) : []),
    ...(length > 0 || METHODS_WITH_BODY.has(request.method.toUpperCase())
      ? ([['Content-Length', String(length)]] as const)
      : []),
    ['Connection', isKeepAlive ? 'keep-alive' : 'close'],
  ];
  return [...host, ...given, ...own];
}

function checkHeader(name: string, value: string): void {
  try {
    validateHeaderName(name);
    if (!PRINTABLE.test(value)) validateHeaderValue(name, value);
  } catch {
    throw new OutboundError('REQUEST_INVALID', `header ${JSON.stringify(name.slice(0, 64))}`);
  }
}
