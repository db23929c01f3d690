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

export type Front = { trustedProxies: number; isSecure: boolean; isDevelopment: boolean };

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
  response.setHeader('X-Request-Id', requestId);
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), front);
  request.headers['content-security-policy'] = policy;
  response.setHeader('Content-Security-Policy', policy);
  for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
  if (front.isSecure) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  if (METHODS.has(request.method ?? '')) return true;
  response.writeHead(405, { Allow: [...METHODS].join(', ') }).end();
  return false;
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
  const forwarded = [request.headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((part) => part.trim());
  return withoutPort(forwarded.at(-trustedProxies) ?? '') || direct;
}

/** Some proxies append the port that they saw too: with it every request would come from somebody else. */
const withoutPort = (entry: string): string =>
  /^\[([\da-f:.]+)\](?::\d+)?$/i.exec(entry)?.[1] ??
  /^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/.exec(entry)?.[1] ??
  entry;

function contentSecurityPolicy(nonce: string, { isDevelopment, isSecure }: Front): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // React Aria positions what floats by style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
