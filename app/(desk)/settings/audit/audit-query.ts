import type { Route } from 'next';
import { withQuery } from '@/app/paths';
import { firstValue, knownValue, type Search } from '@/app/search-parameters';
import { EVENT_SUBJECTS } from '@/lib/audit/rules/audit-subjects';
import { isId } from '@/lib/core/ids';
import { localInstant } from '@/lib/messages/rules/local-instant';

const FILTERS = ['text', 'subject', 'asset', 'from', 'to'] as const;

/** What the address of the audit log says, unusable parts left out; the empty string is "not narrowed". */
export type AuditQuery = Record<(typeof FILTERS)[number] | 'older', string>;

export function readAuditQuery(search: Search): AuditQuery {
  const asset = firstValue(search.asset);
  const older = firstValue(search.older);
  return {
    text: firstValue(search.text).slice(0, 200),
    subject: knownValue(search.subject, EVENT_SUBJECTS),
    asset: isId(asset) ? asset : '',
    from: firstValue(search.from),
    to: firstValue(search.to),
    older: /^[1-9]\d{0,8}$/.test(older) ? older : '',
  };
}

/** The filters as the verbs take them; times as the reader's clock shows them. */
export function toAuditFilter({ from, to, ...rest }: AuditQuery, zone: string): Record<string, string> {
  const instant = (text: string) => localInstant(text, zone)?.toISOString() ?? '';
  const filter = { ...rest, from: instant(from), to: instant(to) };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
}

export const isAuditFiltered = (query: AuditQuery): boolean => FILTERS.some((name) => query[name] !== '');

/** The address of the audit log with these filters. */
export const auditHref = (query: Partial<AuditQuery>, at: Route = '/settings/audit'): Route =>
  withQuery(at, query);
