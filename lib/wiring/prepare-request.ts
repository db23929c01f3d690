import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId } from '@/lib/core/ids';

/**
 * What every answer carries, redirects of Next's own router and failures included, which its `headers` do not reach.
 * `frame-ancestors 'none'` of the policy below says the same as X-Frame-Options to browsers that know it.
 */
const SECURITY_HEADERS: readonly [string, string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'],
];

/** Those that pages, actions and routes know; Next answers TRACE to a route with a failure of its own. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Those that change nothing; any other must come from our own pages, if a browser says where it comes from. */
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a proxy tells about the request that it was sent; from anybody else it is a claim. */
const FORWARDED = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'];

/** @param address NEXTAUTH_URL, the address that people open */
export type Front = { trustedProxies: number; address: string; isDevelopment: boolean };

/**
 * Sets what pages and verbs may trust about a request, over whatever the client sent: its id, its address, its path,
 * and the Content-Security-Policy with a nonce that Next.js gives to its own scripts.
 * @returns whether there is anything that may answer; if not, it is answered already
 */
export function prepareRequest(request: IncomingMessage, response: ServerResponse, front: Front): boolean {
  const requestId = newId();
  request.headers['x-request-id'] = requestId;
  request.headers['x-preflight-address'] = clientAddress(request, front.trustedProxies);
  request.headers['x-preflight-path'] = request.url ?? '/';
  believeForwarded(request, front.trustedProxies);
  response.setHeader('X-Request-Id', requestId);
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), front);
  request.headers['content-security-policy'] = policy;
  response.setHeader('Content-Security-Policy', policy);
  for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
  if (isSecure(front)) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  if (!METHODS.has(request.method ?? '')) {
    response.writeHead(405, { Allow: [...METHODS].join(', ') }).end();
    return false;
  }
  if (isForeign(request, front.address)) {
    response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Forbidden');
    return false;
  }
  return true;
}

const isSecure = ({ address }: Front) => address.startsWith('https:');

/** Keeps what the outermost trusted proxy was sent, and nothing of what a client says itself. */
function believeForwarded(request: IncomingMessage, trustedProxies: number): void {
  for (const name of FORWARDED) {
    const entries = splitEntries(request.headers[name]);
    const believed = trustedProxies === 0 ? undefined : (entries.at(-trustedProxies) ?? entries[0]);
    if (believed) request.headers[name] = believed;
    else delete request.headers[name];
  }
}

const splitEntries = (header: string | string[] | undefined): string[] =>
  [header ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((part) => part.trim());

/**
 * Whether a page of somebody else sent what changes something. Next would answer that with a failure of its own. The
 * provider's own form post at the end of a sign-in (OpenID Connect, form_post) is guarded by state and nonce instead.
 */
function isForeign(request: IncomingMessage, address: string): boolean {
  const { origin, host } = request.headers;
  if (READS.has(request.method ?? '') || origin === undefined) return false;
  if ((request.url ?? '').startsWith('/api/auth/callback/')) return false;
  if (origin === new URL(address).origin) return false;
  const shown = request.headers['x-forwarded-host'] ?? host;
  return !URL.canParse(origin) || new URL(origin).host !== shown;
}

/**
 * The address of whoever is in front of the trusted proxies: each of them appends the address it saw to
 * X-Forwarded-For, so only as many entries from its end are to be believed as there are proxies.
 */
export function clientAddress(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const forwarded = splitEntries(request.headers['x-forwarded-for']);
  return withoutPort(forwarded.at(-trustedProxies) ?? '') || direct;
}

/** Some proxies append the port that they saw too: with it every request would come from somebody else. */
const withoutPort = (entry: string): string =>
  /^\[([\da-f:.]+)\](?::\d+)?$/i.exec(entry)?.[1] ??
  /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(entry)?.[1] ??
  entry;

function contentSecurityPolicy(nonce: string, front: Front): string {
  const { isDevelopment } = front;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // The development server hands styles over as elements; what is built links them.
    `style-src 'self'${isDevelopment ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure(front) ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
