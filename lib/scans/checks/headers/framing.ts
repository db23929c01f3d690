import { getPublicSuffix } from 'tldts';
import { type Exchange, headerValues } from '@/lib/http/exchange';
import { headerPolicies } from './header-policies';

/** The first `frame-ancestors` of a policy, which is the one that counts; null where there is none. */
function readAncestors(policy: string): string | null {
  const directives = policy.split(';').map((directive) => directive.trim());
  return directives.find((directive) => /^frame-ancestors(?:\s|$)/i.test(directive)) ?? null;
}

/** Whether a source lets in sites of anybody: `*`, a scheme alone, all hosts below a suffix that registries sell. */
function isOpen(source: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return true;
  const host = source.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[:/].*/s, '');
  if (host === '*') return true;
  if (!host.startsWith('*.')) return false;
  const domain = host.slice(2).toLowerCase();
  return getPublicSuffix(domain, { allowPrivateDomains: true }) === domain;
}

const isProtective = (directive: string): boolean => !directive.split(/\s+/).slice(1).some(isOpen);

/**
 * What lets any site put the page into a frame: the directive or the header's value, empty where there is neither; null
 * where the page is protected. One policy that protects is enough, and where a policy speaks of it browsers pass
 * X-Frame-Options over (CSP3 §6.4.2).
 */
export function framingFault(exchange: Exchange): string | null {
  const directives = headerPolicies(exchange)
    .map(readAncestors)
    .filter((directive) => directive !== null);
  if (directives.length > 0) return directives.some(isProtective) ? null : (directives[0] ?? '');
  const values = headerValues(exchange.response.headers, 'x-frame-options').join(',');
  const options = new Set(values.split(',').map((value) => value.trim().toLowerCase()));
  // Said twice by two servers it is still said; two different answers are none that every browser understands.
  const [only = ''] = options;
  return options.size === 1 && (only === 'deny' || only === 'sameorigin') ? null : values;
}
