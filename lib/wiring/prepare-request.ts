import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId } from '@/lib/core/ids';

export type Front = { trustedProxies: number; isSecure: boolean; isDevelopment: boolean };

/**
 * Sets what pages and verbs may trust about a request, over whatever the client sent: its id, its address, its path,
 * and the Content-Security-Policy with a nonce that Next.js gives to its own scripts.
 */
export function prepareRequest(request: IncomingMessage, response: ServerResponse, front: Front): void {
  const requestId = newId();
  request.headers['x-request-id'] = requestId;
  request.headers['x-preflight-address'] = clientAddress(request, front.trustedProxies);
  request.headers['x-preflight-path'] = request.url ?? '/';
  response.setHeader('X-Request-Id', requestId);
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), front);
  request.headers['content-security-policy'] = policy;
  response.setHeader('Content-Security-Policy', policy);
  if (front.isSecure) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
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
  return forwarded.at(-trustedProxies) || direct;
}

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
