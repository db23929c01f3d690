import type { Route } from 'next';
import { withQuery } from '@/app/paths';
import { firstValue, knownValue, type Search } from '@/app/search-parameters';
import { PRODUCT_SORTS, PRODUCT_STATES, type ProductFilter } from '@/lib/products/schemas';

/** What the address of the product list says, unusable parts left out. */
export type ProductQuery = { q: string; state: string; sort: string; direction: string; page: string };

export const readProductQuery = (search: Search): ProductQuery => ({
  q: firstValue(search.q),
  state: knownValue(search.state, PRODUCT_STATES),
  sort: knownValue(search.sort, PRODUCT_SORTS),
  direction: knownValue(search.direction, ['asc', 'desc']),
  page: firstValue(search.page),
});

/** The address of the list with parts of the query changed; parts that say nothing are left out. */
export const productListHref = (query: Partial<ProductQuery>): Route =>
  withQuery('/products', { ...query, page: query.page === '1' ? '' : (query.page ?? '') });

type SortKey = ProductFilter['sort'];

/** A heading leads to its column's own order first, and to the reverse when the list is in that order already. */
const FIRST_DIRECTION: Record<SortKey, 'asc' | 'desc'> = { released: 'desc', name: 'asc', asset: 'asc' };

export function describeProductSort(query: ProductQuery, key: SortKey) {
  const first = FIRST_DIRECTION[key];
  const isCurrent = (query.sort || 'released') === key;
  const direction = query.direction || first;
  const next = isCurrent ? (direction === 'asc' ? 'desc' : 'asc') : first;
  const now = direction === 'asc' ? ('ascending' as const) : ('descending' as const);
  return {
    href: productListHref({ ...query, sort: key, direction: next, page: '' }),
    direction: isCurrent ? now : ('none' as const),
  };
}
