import type { Route } from 'next';
import { withQuery } from '@/app/paths';
import { firstValue, knownValue, type Search } from '@/app/search-parameters';
import { isId } from '@/lib/core/ids';
import { readCursor } from '@/lib/core/page-cursor';
import { MESSAGE_PURPOSES } from '@/lib/messages/message-record';
import { localInstant } from '@/lib/messages/rules/local-instant';
import { MESSAGE_RESULTS } from '@/lib/messages/rules/message-result';
import { type PathProblem, parsePathFilter } from '@/lib/messages/rules/path-filter';
import { MAX_CHOSEN, PROTOCOL_FILTERS, STATUS_FILTERS } from '@/lib/messages/schemas';

const MORE_FILTERS = [
  'protocol',
  'purpose',
  'failureCode',
  'resultCode',
  'status',
  'from',
  'to',
  'path',
] as const;
const FILTERS = ['text', 'asset', 'activity', 'result', ...MORE_FILTERS] as const;

/** What the address of the log says, unusable parts left out; the empty string is "not narrowed". */
export type LogQuery = Record<(typeof FILTERS)[number] | 'older' | 'newer', string>;

export function readLogQuery(search: Search): LogQuery {
  const cursor = (name: string) => (readCursor(firstValue(search[name])) ? firstValue(search[name]) : '');
  const asset = firstValue(search.asset);
  return {
    text: firstValue(search.text).slice(0, 200),
    asset: isId(asset) ? asset : '',
    activity: firstValue(search.activity).slice(0, 64),
    result: knownValue(search.result, MESSAGE_RESULTS),
    protocol: knownValue(search.protocol, PROTOCOL_FILTERS),
    purpose: knownValue(search.purpose, MESSAGE_PURPOSES),
    failureCode: firstValue(search.failureCode).slice(0, 64),
    resultCode: firstValue(search.resultCode).slice(0, 16),
    status: knownValue(search.status, STATUS_FILTERS),
    from: firstValue(search.from),
    to: firstValue(search.to),
    path: firstValue(search.path),
    older: cursor('older'),
    newer: cursor('newer'),
  };
}

/** The filters as the verbs take them; times as the reader's clock shows them. */
export function toFilter(query: LogQuery, zone: string): Record<string, string> {
  const { from, to, ...rest } = query;
  const instant = (text: string) => localInstant(text, zone)?.toISOString() ?? '';
  return Object.fromEntries(
    Object.entries({ ...rest, from: instant(from), to: instant(to) }).filter(([, value]) => value !== ''),
  );
}

/** What is wrong with the path that was typed; null for a good one, and for none. */
export function pathProblem({ path }: LogQuery): PathProblem | null {
  const parsed = path === '' ? null : parsePathFilter(path);
  return parsed && !parsed.ok ? parsed.problem : null;
}

/** Whether a time was typed that is none. */
export const hasTimeProblem = ({ from, to }: Pick<LogQuery, 'from' | 'to'>, zone: string): boolean =>
  [from, to].some((text) => text !== '' && localInstant(text, zone) === null);

export const isFiltered = (query: LogQuery): boolean => FILTERS.some((name) => query[name] !== '');
export const hasMoreFilters = (query: LogQuery): boolean => MORE_FILTERS.some((name) => query[name] !== '');

/** The address of the log with parts of the query changed; parts that say nothing are left out. */
export const logHref = (query: Partial<LogQuery>, at: Route = '/messages'): Route => withQuery(at, query);

/** Ids of messages in an address, at most as many as may be chosen together. */
export function readIds(value: string | string[] | undefined): string[] {
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return [...new Set(values.filter(isId))].slice(0, MAX_CHOSEN);
}
