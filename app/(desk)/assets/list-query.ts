import type { Route } from 'next';
import { withQuery } from '@/app/paths';
import { firstValue, knownValue, type Search } from '@/app/search-parameters';
import { ASSET_SORTS, type AssetFilter, EXPIRY_FILTERS, INTERFACE_STATES } from '@/lib/assets/schemas';
import type { SavedView } from '@/lib/assets/views/store';
import { isId } from '@/lib/core/ids';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';

/** What the address of the asset list says, unusable parts left out. */
export type ListQuery = {
  q: string;
  status: string;
  website: string;
  expiry: string;
  interfaces: string;
  sort: string;
  direction: string;
  page: string;
  /** `all`: the whole list, also where the reader has a default view. */
  view: string;
};

export function readListQuery(search: Search): ListQuery {
  const website = firstValue(search.website);
  return {
    q: firstValue(search.q),
    status: knownValue(search.status, SUBMISSION_STATUSES),
    website: isId(website) ? website : '',
    expiry: knownValue(search.expiry, EXPIRY_FILTERS),
    interfaces: knownValue(search.interfaces, INTERFACE_STATES),
    sort: knownValue(search.sort, ASSET_SORTS),
    direction: knownValue(search.direction, ['asc', 'desc']),
    page: firstValue(search.page),
    view: knownValue(search.view, ['all']),
  };
}

/** Whether anything but order and page is asked. */
export const isListFiltered = ({ q, status, website, expiry, interfaces }: ListQuery): boolean =>
  [q, status, website, expiry, interfaces].some((value) => value !== '');

/** What the verbs of the list get: parts that say nothing are absent. */
export const toListFilter = (query: ListQuery): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

/** The address of the list with parts of the query changed; parts that say nothing are left out. */
export const listHref = (query: Partial<ListQuery>): Route =>
  withQuery('/assets', { ...query, page: query.page === '1' ? '' : (query.page ?? '') });

/** Filters and order alone: what a view keeps. */
export const keptQuery = ({ page: _, view: __, ...query }: ListQuery): Omit<ListQuery, 'page' | 'view'> =>
  query;

/** The list without filters, where a bare address would lead to the default view. */
export const wholeListHref = (views: readonly Pick<SavedView, 'isDefault'>[]): Route =>
  listHref({ view: views.some(({ isDefault }) => isDefault) ? 'all' : '' });

/** The list as a view keeps it; never the bare address, which leads to the default view. */
export function viewHref({ website, status, expiry, interfaces, direction, ...query }: AssetFilter): Route {
  const said = { status, website, expiry, interfaces, direction };
  const texts = Object.entries(said).map(([name, value]) => [name, value ?? '']);
  const isOrdered = query.sort !== 'updated' || direction !== null;
  const href = listHref({
    ...readListQuery(Object.fromEntries(texts)),
    q: query.q,
    sort: isOrdered ? query.sort : '',
  });
  return href === '/assets' ? listHref({ view: 'all' }) : href;
}

/** The rows that the filters let through, as a file. */
export const exportHref = (query: ListQuery, format: 'csv' | 'xlsx'): Route =>
  withQuery('/assets/export', { ...query, page: '', view: '', format });

export type SortKey = AssetFilter['sort'];

/** A heading leads to its column's own order first, and to the reverse when the list is in that order already. */
const FIRST_DIRECTION: Record<SortKey, 'asc' | 'desc'> = { updated: 'desc', name: 'asc', status: 'asc' };

export function describeSort(query: ListQuery, key: SortKey) {
  const current = query.sort || 'updated';
  const first = FIRST_DIRECTION[key];
  if (current !== key)
    return {
      href: listHref({ ...query, sort: key, direction: first, page: '' }),
      direction: 'none' as const,
    };
  const direction = query.direction || first;
  return {
    href: listHref({ ...query, sort: key, direction: direction === 'asc' ? 'desc' : 'asc', page: '' }),
    direction: direction === 'asc' ? ('ascending' as const) : ('descending' as const),
  };
}
