import { isIP } from 'node:net';
import type { OutboundFailureCode } from '../exchange';
import type { OutboundPolicy } from '../outbound-policy';
import { isRefusedPort } from './refused-ports';

/** Where a request goes, read once; everything later uses this and never the written URL again. */
export type RequestTarget = {
  /** Absolute URL as it is captured: no credentials, no fragment, path and query as written. */
  url: string;
  isTls: boolean;
  /** Lower case, IDNA-encoded, IPv6 without brackets. */
  hostname: string;
  isLiteral: boolean;
  port: number;
  /** Path and query as they go on the request line. */
  path: string;
  /** Value of the Host header: the port only where it is not the scheme's own. */
  hostHeader: string;
  /** The operator's list names this host, as written, with this port. */
  isPrivateAllowed: boolean;
};

export type TargetResult =
  | { ok: true; target: RequestTarget }
  | { ok: false; code: OutboundFailureCode; seen: string };

const WRITTEN = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)([^#]*)/i;
const PRINTABLE_ASCII = /^[\x21-\x7e]*$/;
const refuse = (code: OutboundFailureCode, seen: string): TargetResult => ({ ok: false, code, seen });

/**
 * Reads a URL against the policy: scheme, credentials, port, and whether the operator allows a private address.
 * The path goes out as written, so that `x/../y` and the order of the query stay what the caller meant.
 * @returns URL_INVALID, SCHEME_NOT_ALLOWED, CREDENTIALS_IN_URL or PORT_NOT_ALLOWED where it may not be asked
 */
export function readTarget(written: string, policy: OutboundPolicy): TargetResult {
  // Blanks and control characters are dropped silently by URL parsers, each in its own way.
  if (!PRINTABLE_ASCII.test(written) && [...written].some((char) => char <= ' ' || char === '\x7f'))
    return refuse('URL_INVALID', 'blank or control character');
  const parts = WRITTEN.exec(written);
  if (!parts || !URL.canParse(written)) return refuse('URL_INVALID', 'not an absolute URL');
  const [, scheme = '', authority = '', rest = ''] = parts;
  const isTls = scheme.toLowerCase() === 'https';
  if (!isTls && scheme.toLowerCase() !== 'http')
    return refuse('SCHEME_NOT_ALLOWED', `${scheme.toLowerCase()}:`);
  if (authority.includes('@')) return refuse('CREDENTIALS_IN_URL', 'user information before the host');
  if (rest.startsWith('\\')) return refuse('URL_INVALID', 'backslash after the host');

  const url = new URL(written);
  if (url.hostname === '') return refuse('URL_INVALID', 'no host');
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  const isPrivateAllowed = isListed(authority, port, policy.allowPrivate);
  const isOpen = port === 80 || port === 443 || [...policy.extraPorts].includes(port);
  if (!isPrivateAllowed && (!isOpen || isRefusedPort(port)))
    return refuse('PORT_NOT_ALLOWED', `port ${port}`);

  const path = requestPath(rest, url);
  const target = {
    url: `${url.protocol}//${url.host}${path}`,
    isTls,
    hostname,
    isLiteral: isIP(hostname) !== 0,
    port,
    path,
    hostHeader: url.host,
    isPrivateAllowed,
  };
  return { ok: true, target };
}

/** Compared as written (`2130706433` does not match an entry `127.0.0.1`); only case and an unwritten port are filled in. */
function isListed(authority: string, port: number, allowPrivate: Iterable<string>): boolean {
  const host = authority.replace(/:\d*$/, '').toLowerCase();
  return [...allowPrivate].some((entry) => entry.toLowerCase() === `${host}:${port}`);
}

/** What is not printable ASCII has no place on a request line: such a path is taken in the URL standard's encoding. */
function requestPath(rest: string, url: URL): string {
  if (!PRINTABLE_ASCII.test(rest)) return `${url.pathname}${url.search}`;
  return rest.startsWith('/') ? rest : `/${rest}`;
}
