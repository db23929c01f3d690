import { isIP } from 'node:net';
import { domainToUnicode } from 'node:url';
import { parse as parseDomain } from 'tldts';

/** Why a typed address cannot become a website; texts: `errors.websites.address.<reason>`. */
export const ADDRESS_PROBLEMS = [
  'EMPTY',
  'TOO_LONG',
  'NOT_READABLE',
  'SCHEME',
  'USER_INFO',
  'PATH',
  'PORT',
  'IP_ADDRESS',
  'SINGLE_LABEL',
  'PUBLIC_SUFFIX',
  'UNKNOWN_SUFFIX',
] as const;
export type AddressProblem = (typeof ADDRESS_PROBLEMS)[number];

export type SiteAddress = {
  scheme: 'http' | 'https';
  /** Lower case, IDNA-encoded (`xn--…`), no trailing dot; IPv6 in brackets. */
  hostname: string;
  port: number;
  /** `hostname`, with `:port` where it is not the scheme's own: what a claim and a scan are keyed to. */
  host: string;
  /** `https://shop.example` */
  origin: string;
  /** The host name as its owner writes it (`bücher.example`), for display. */
  displayHost: string;
};
export type SiteAddressResult = { ok: true; site: SiteAddress } | { ok: false; problem: AddressProblem };

export type AddressRules = {
  /** Ports besides 80 and 443. */
  extraPorts?: Iterable<number>;
  /** `host:port` pairs that the operator lets be private: these alone may be addresses or single names. */
  allowPrivate?: Iterable<string>;
};

const MAX_INPUT = 2_048;
const MAX_HOSTNAME = 253;
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const refuse = (problem: AddressProblem): SiteAddressResult => ({ ok: false, problem });

/**
 * Reads what a seller types or pastes as a website: a host, a host with port, or an address with scheme. One host has
 * one result, however it is written. Without a scheme it is https, but for port 80 and for hosts of the operator's list.
 */
export function normaliseSiteAddress(input: string, rules: AddressRules = {}): SiteAddressResult {
  const typed = input.trim().replaceAll('。', '.');
  if (typed === '') return refuse('EMPTY');
  if (typed.length > MAX_INPUT) return refuse('TOO_LONG');
  const url = readUrl(typed, rules);
  if (!url)
    return refuse(/^[a-z]+:(?!\d)/i.test(typed) && !HAS_SCHEME.test(typed) ? 'SCHEME' : 'NOT_READABLE');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse('SCHEME');
  if (url.username !== '' || url.password !== '' || /^(?:[^/?#]*:?\/+)?[^/?#]*@/.test(typed))
    return refuse('USER_INFO');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return refuse('PATH');

  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const hostname = url.hostname.replace(/\.$/, '');
  const port = url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port);
  const isListed = listed(hostname, port, rules);
  if (!isListed && port !== 80 && port !== 443 && ![...(rules.extraPorts ?? [])].includes(port))
    return refuse('PORT');
  const problem = isListed ? null : hostnameProblem(hostname);
  if (problem) return refuse(problem);

  const host = url.port === '' ? hostname : `${hostname}:${port}`;
  const displayHost = domainToUnicode(hostname) || hostname;
  return { ok: true, site: { scheme, hostname, port, host, origin: `${scheme}://${host}`, displayHost } };
}

const listed = (hostname: string, port: number, rules: AddressRules): boolean =>
  [...(rules.allowPrivate ?? [])].some((entry) => entry.toLowerCase() === `${hostname}:${port}`);

/** Adds the scheme that was not typed. */
function readUrl(typed: string, rules: AddressRules): URL | null {
  if (/[\s\\]/.test(typed)) return null;
  if (HAS_SCHEME.test(typed)) return URL.canParse(typed) ? new URL(typed) : null;
  const plain = `http://${typed}`;
  if (!URL.canParse(plain)) return null;
  const url = new URL(plain);
  const writtenPort = /:(\d+)(?=$|[/?#])/.exec(typed)?.[1];
  if (Number(writtenPort) === 80 || listed(url.hostname.replace(/\.$/, ''), Number(writtenPort ?? 80), rules))
    return url;
  return new URL(`https://${typed}`);
}

function hostnameProblem(hostname: string): AddressProblem | null {
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return 'IP_ADDRESS';
  if (hostname.length > MAX_HOSTNAME || !hostname.split('.').every((label) => LABEL.test(label)))
    return 'NOT_READABLE';
  const domain = parseDomain(hostname, { allowPrivateDomains: true });
  if (domain.publicSuffix === hostname && hostname.includes('.')) return 'PUBLIC_SUFFIX';
  if (!hostname.includes('.')) return domain.isIcann ? 'PUBLIC_SUFFIX' : 'SINGLE_LABEL';
  return domain.isIcann || domain.isPrivate ? null : 'UNKNOWN_SUFFIX';
}
