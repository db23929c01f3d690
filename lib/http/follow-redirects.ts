import {
  type Exchange,
  headerValue,
  type Outbound,
  type OutboundFailure,
  type OutboundRequest,
} from './exchange';
import { DEFAULT_TIMEOUT_MS } from './outbound-policy';

export type FollowRules = {
  /** How many redirects are followed; one more is TOO_MANY_REDIRECTS. */
  maxRedirects: number;
  /** Whether a response from `from` may lead to `to`; otherwise REDIRECT_OUT_OF_SCOPE and nothing is asked there. */
  isInScope(from: URL, to: URL): boolean;
};

/** All exchanges in order, also those before a failure; `failure` is null when the last one is the final response. */
export type FollowedRequest = { exchanges: Exchange[]; failure: OutboundFailure | null };

const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308]);
const NOT_FOR_STRANGERS = new Set(['authorization', 'cookie', 'proxy-authorization', 'host']);
const ABOUT_BODY = new Set(['content-type', 'content-encoding', 'content-language', 'content-location']);

/** The absolute URL that a response redirects to; null when it is not a redirect or names no readable place. */
export function redirectTarget(exchange: Exchange): URL | null {
  const location = headerValue(exchange.response.headers, 'location');
  if (!REDIRECT_STATUS.has(exchange.response.status) || location === null) return null;
  return URL.canParse(location, exchange.request.url) ? new URL(location, exchange.request.url) : null;
}

/**
 * Sends a request and follows redirects: the guard checks each hop, within one time limit for all.
 * Methods change as browsers do it (Fetch standard, HTTP-redirect fetch); credentials never go to another origin.
 */
export async function followRedirects(
  outbound: Outbound,
  request: OutboundRequest,
  rules: FollowRules,
): Promise<FollowedRequest> {
  const exchanges: Exchange[] = [];
  const totalMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  let spentMs = 0;
  for (let current = request; ; ) {
    const result = await outbound.send({ ...current, timeoutMs: Math.max(1, totalMs - spentMs) });
    if (!result.ok) return { exchanges, failure: result.failure };
    const { exchange } = result;
    exchanges.push(exchange);
    spentMs += exchange.timing.totalMs;
    const to = redirectTarget(exchange);
    if (!to) return { exchanges, failure: null };
    const from = new URL(exchange.request.url);
    if (!rules.isInScope(from, to))
      return { exchanges, failure: refusal('REDIRECT_OUT_OF_SCOPE', to, exchange) };
    if (exchanges.length > rules.maxRedirects)
      return { exchanges, failure: refusal('TOO_MANY_REDIRECTS', to, exchange) };
    current = nextRequest(current, exchange.response.status, from, to);
  }
}

const refusal = (
  code: OutboundFailure['code'],
  to: URL,
  { timing, connection }: Exchange,
): OutboundFailure => ({
  code,
  url: `${to.origin}${to.pathname}${to.search}`,
  seen: to.origin,
  addresses: [connection.remoteAddress],
  timing,
});

function nextRequest(request: OutboundRequest, status: number, from: URL, to: URL): OutboundRequest {
  const becomesGet =
    (status === 303 && request.method !== 'HEAD') || (status <= 302 && request.method === 'POST');
  const isStranger = from.origin !== to.origin;
  const headers = (request.headers ?? []).filter(([name]) => {
    const lower = name.toLowerCase();
    return !(isStranger && NOT_FOR_STRANGERS.has(lower)) && !(becomesGet && ABOUT_BODY.has(lower));
  });
  const next: OutboundRequest = { ...request, url: to.href, headers };
  return becomesGet ? { ...next, method: 'GET', body: undefined } : next;
}
