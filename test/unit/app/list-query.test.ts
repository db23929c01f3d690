import { expect, it } from 'vitest';
import {
  exportHref,
  isListFiltered,
  keptQuery,
  listHref,
  readListQuery,
  toListFilter,
  viewHref,
  wholeListHref,
} from '@/app/(desk)/assets/list-query';
import { WHOLE_LIST } from '@/lib/assets/schemas';

const WEBSITE = '0198c0de-0000-7000-8000-000000000001';

it('an address of the asset list is read and written again', () => {
  const search = { q: 'a b', status: 'DRAFT', website: WEBSITE, expiry: 'ENDING', interfaces: 'FAILED' };
  const query = readListQuery({ ...search, page: '2' });
  expect(toListFilter(query)).toEqual({ ...search, page: '2' });
  expect(listHref(query)).toBe(
    `/assets?q=a+b&status=DRAFT&website=${WEBSITE}&expiry=ENDING&interfaces=FAILED&page=2`,
  );
  expect(exportHref(query, 'csv')).toBe(
    `/assets/export?q=a+b&status=DRAFT&website=${WEBSITE}&expiry=ENDING&interfaces=FAILED&format=csv`,
  );
});

it('what cannot be used counts as not said, and order and page filter nothing', () => {
  for (const value of ["' OR 1=1", '__proto__', 'ended', ['NOPE', 'ENDING'], undefined, '\0'])
    expect(
      toListFilter(readListQuery({ expiry: value, interfaces: value, status: value, website: value })),
    ).toEqual({});
  expect(isListFiltered(readListQuery({ page: '3', sort: 'name', direction: 'asc' }))).toBe(false);
  for (const search of [{ q: 'a' }, { expiry: 'EXPIRED' }, { interfaces: 'NOT_RUN' }])
    expect(isListFiltered(readListQuery(search))).toBe(true);
});

it('a view leads to the list that it was saved from, and is recognised there', () => {
  const search = {
    q: 'a b',
    status: 'DRAFT',
    website: WEBSITE,
    expiry: 'ENDING',
    interfaces: 'FAILED',
  } as const;
  const query = { ...search, sort: 'name', direction: 'desc' } as const;
  const href = listHref(keptQuery(readListQuery({ ...query, page: '2', view: 'all' })));
  expect(href).toBe(`/assets?${new URLSearchParams(query)}`);
  expect(viewHref(query)).toBe(href);
  expect(viewHref({ ...WHOLE_LIST, q: 'a' })).toBe('/assets?q=a');
});

it('the bare address leads to the default view, so that no other link has it then', () => {
  expect(viewHref(WHOLE_LIST)).toBe('/assets?view=all');
  expect(wholeListHref([{ isDefault: false }])).toBe('/assets');
  expect(wholeListHref([{ isDefault: false }, { isDefault: true }])).toBe('/assets?view=all');
  // A page back from the second one.
  expect(listHref({ ...readListQuery({ view: 'all' }), page: '1' })).toBe('/assets?view=all');
});
