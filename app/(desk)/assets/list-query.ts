import type { Route } from 'next';
import { firstValue, knownValue, type Search } from '@/app/search-parameters';
import { ASSET_SORTS, type AssetFilter } from '@/lib/assets/schemas';
import { isId } from '@/lib/core/ids';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';

/** What the address of the asset list says, unusable parts left out. */
export type ListQuery = {
  q: string;
  status: string;
  website: string;
  sort: string;
  direction: string;
  page: string;
};

export function readListQuery(search: Search): ListQuery {
  const website = firstValue(search.website);
  return {
    q: firstValue(search.q),
    status: knownValue(search.status, SUBMISSION_STATUSES),
    website: isId(website) ? website : '',
    sort: knownValue(search.sort, ASSET_SORTS),
    direction: knownValue(search.direction, ['asc', 'desc']),
    page: firstValue(search.page),
  };
}

/** The address of the list with parts of the query changed; parts that say nothing are left out. */
export function listHref(query: Partial<ListQuery>): Route {
  const parts = Object.entries(query).filter(
    ([name, value]) => value !== '' && !(name === 'page' && value === '1'),
  );
  return (parts.length === 0 ? '/assets' : `/assets?${new URLSearchParams(parts)}`) as Route;
}

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
