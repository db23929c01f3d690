import { describe, expect, test } from 'vitest';
import type { RequestTemplate } from '@/lib/scans/checks/check';
import { requestEffect } from '@/lib/scans/engine/danger/request-effect';
import { readGraphql } from '@/lib/scans/engine/requests/graphql';
import { buildInsertionPoints, listCandidates } from '@/lib/scans/engine/requests/insertion-points';

const url = 'https://shop.test/graphql';
const post = (body: unknown): RequestTemplate => ({
  method: 'POST',
  url,
  headers: [],
  body: { kind: 'json', text: JSON.stringify(body) },
});
const SEARCH = 'query Search($term: String!) { search(term: $term) { title } }';

describe('a GraphQL request', () => {
  test.each([
    ['a query', { query: SEARCH, variables: { term: 'a' } }, { kind: 'query', name: 'Search' }],
    ['a query without a name', { query: '{ books { title } }' }, { kind: 'query', name: '' }],
    [
      'a mutation',
      { query: 'mutation Rate($id: ID!) { rate(id: $id) { id } }' },
      { kind: 'mutation', name: 'Rate' },
    ],
    [
      'a mutation behind a comment',
      { query: '# save\n mutation { save { id } }' },
      { kind: 'mutation', name: '' },
    ],
    [
      'a mutation beside a query',
      { query: `${SEARCH}\nmutation Save { save { id } }`, operationName: 'Save' },
      { kind: 'mutation', name: 'Save' },
    ],
    ['a batch', [{ query: SEARCH }, { query: 'mutation M { m { id } }' }], { kind: 'mutation', name: 'M' }],
    [
      'a field called mutation',
      { query: '{ search(kind: "mutation {") { mutation } }' },
      { kind: 'query', name: '' },
    ],
  ])('is read: %s', (_, body, operation) => {
    expect(readGraphql(post(body))).toEqual(operation);
  });

  test.each([
    ['a search form', { query: 'red shoes', page: 1 }],
    ['a query in words', { query: 'query about an order' }],
    ['a number', { query: 7 }],
  ])('is not taken for one: %s', (_, body) => {
    expect(readGraphql(post(body))).toBeNull();
  });

  test('reads when it is a query, whatever its address says, and saves otherwise', () => {
    expect(requestEffect(post({ query: SEARCH }))).toEqual({ effect: 'READS', isCertain: true });
    expect(requestEffect(post({ query: 'mutation { viewPage { id } }' })).effect).toBe('SAVES');
    const byLink = {
      ...post({}),
      method: 'GET',
      url: `${url}?query=${encodeURIComponent(SEARCH)}`,
      body: { kind: 'none' },
    } as const;
    expect(requestEffect(byLink).effect).toBe('READS');
  });

  test('has places in its variables, and each operation has its own', () => {
    const search = post({ operationName: 'Search', query: SEARCH, variables: { term: 'a' } });
    const other = post({
      operationName: 'Find',
      query: SEARCH.replace('Search', 'Find'),
      variables: { term: 'a' },
    });
    expect(listCandidates(search).map(({ name }) => name)).toEqual(['/variables/term']);
    const sources = {
      requests: [search, other],
      pageUrls: [],
      missingUrl: 'https://shop.test/none',
      isDiverse: () => false,
    };
    const points = buildInsertionPoints(sources).filter(({ location }) => location === 'JSON');
    expect(points).toHaveLength(2);
  });
});
