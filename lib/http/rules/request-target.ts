import { isIP } from 'node:net';
import type { OutboundFailureCode } from '../exchange';
import type { OutboundPolicy } from '../outbound-policy';
import { type AddressReach, addressReach } from './address';
import { isRefusedPort } from './refused-ports';

/** What scheme, host and port of a URL come to; the same for all its paths. */
type RequestSite = {
  isTls: boolean;
  /** Lower case, IDNA-encoded, IPv6 without brackets. */
  hostname: string;
  /** How far the address reaches that is in place of a name; null for a name. */
  literalReach: AddressReach | null;
  port: number;
  /** Value of the Host header: the port only where it is not the scheme's own. */
  hostHeader: string;
  /** The operator's list names this host, as written, with this port. */
  isPrivateAllowed: boolean;
};

/** Where a request goes, read once; everything later uses this and never the written URL again. */
export type RequestTarget = RequestSite & {
  /** Absolute URL as it is captured: no credentials, no fragment, path and query as written. */
  url: string;
  /** Path and query as they go on the request line. */
  path: string;
};

type Refusal = { ok: false; code: OutboundFailureCode; seen: string };
export type TargetResult = { ok: true; target: RequestTarget } | Refusal;
type SiteResult = { ok: true; site: RequestSite } | Refusal;

const WRITTEN = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]*)([^#]*)/i;
const PRINTABLE_ASCII = /^[\x21-\x7e]*$/;
const MAX_KNOWN_SITES = 32;
const refuse = (code: OutboundFailureCode, seen: string): Refusal => ({ ok: false, code, seen });

/**
 * Reads URLs against the policy: scheme, credentials, port, and whether the operator allows a private address. What
 * is before the path is read once for all URLs that begin alike.
 * The path goes out as written, so that `x/../y` and the order of the query stay what the caller meant.
 * @returns a function that answers URL_INVALID, SCHEME_NOT_ALLOWED, CREDENTIALS_IN_URL or PORT_NOT_ALLOWED where a URL
 * may not be asked
 */
export function targetReader(policy: OutboundPolicy): (written: string) => TargetResult {
  const known = new Map<string, SiteResult>();
  return (written) => {
    // Blanks and control characters are dropped silently by URL parsers, each in its own way.
    if (!PRINTABLE_ASCII.test(written) && [...written].some((char) => char <= ' ' || char === '\x7f'))
      return refuse('URL_INVALID', 'blank or control character');
    const parts = WRITTEN.exec(written);
    if (!parts) return refuse('URL_INVALID', 'not an absolute URL');
    const [, scheme = '', authority = '', rest = ''] = parts;
    const before = `${scheme}://${authority}`;
    const read = known.get(before) ?? readSite(before, authority, policy);
    if (known.size >= MAX_KNOWN_SITES) known.clear();
    known.set(before, read);
    if (!read.ok) return read;
    if (rest.startsWith('\\')) return refuse('URL_INVALID', 'backslash after the host');
    const { site } = read;
    const path = requestPath(rest, written);
    const url = `${site.isTls ? 'https' : 'http'}://${site.hostHeader}${path}`;
    return { ok: true, target: { ...site, url, path } };
  };
}

/** No path can make a URL unreadable whose beginning is readable. */
function readSite(before: string, authority: string, policy: OutboundPolicy): SiteResult {
  if (!URL.canParse(`${before}/`)) return refuse('URL_INVALID', 'not an absolute URL');
  const { protocol, hostname: written, port: ownPort, host } = new URL(`${before}/`);
  const isTls = protocol === 'https:';
  if (!isTls && protocol !== 'http:') return refuse('SCHEME_NOT_ALLOWED', protocol);
  if (authority.includes('@')) return refuse('CREDENTIALS_IN_URL', 'user information before the host');

  const hostname = written.replace(/^\[|\]$/g, '');
  const port = ownPort === '' ? (isTls ? 443 : 80) : Number(ownPort);
  const isPrivateAllowed = isListed(authority, port, policy.allowPrivate);
  const isOpen = port === 80 || port === 443 || [...policy.extraPorts].includes(port);
  if (!isPrivateAllowed && (!isOpen || isRefusedPort(port)))
    return refuse('PORT_NOT_ALLOWED', `port ${port}`);
  const literalReach = isIP(hostname) === 0 ? null : addressReach(hostname);
  return { ok: true, site: { isTls, hostname, literalReach, port, hostHeader: host, isPrivateAllowed } };
}

/** Compared as written (`2130706433` does not match an entry `127.0.0.1`); only case and an unwritten port are filled in. */
function isListed(authority: string, port: number, allowPrivate: Iterable<string>): boolean {
  const host = authority.replace(/:\d*$/, '').toLowerCase();
  return [...allowPrivate].some((entry) => entry.toLowerCase() === `${host}:${port}`);
}

/** What is not printable ASCII has no place on a request line: such a path is taken in the URL standard's encoding. */
function requestPath(rest: string, written: string): string {
  if (PRINTABLE_ASCII.test(rest)) return rest.startsWith('/') ? rest : `/${rest}`;
  const { pathname, search } = new URL(written);
  return `${pathname}${search}`;
}
