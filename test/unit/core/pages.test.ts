import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_SIZE, pageAround, slicePage } from '@/lib/core/pages';

describe('the page around a row', () => {
  it('has the row, and leads to every other one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(299),
        fc.integer({ min: 1, max: 60 }),
        (total, at, size) => {
          const all = Array.from({ length: total }, (_, index) => index);
          const { rows, page, pages } = pageAround(all, at % total, size);
          expect(rows).toContain(at % total);
          expect(rows.length).toBeLessThanOrEqual(size);
          expect(pages).toBe(Math.ceil(total / size));
          expect(rows[0]).toBe((page - 1) * size);
        },
      ),
    );
  });

  it('is the first one where there is no such row', () => {
    expect(pageAround(['a', 'b', 'c'], -1, 2)).toEqual({
      rows: ['a', 'b'],
      total: 3,
      page: 1,
      pages: 2,
      size: 2,
    });
    expect(pageAround([], -1, 2)).toMatchObject({ rows: [], pages: 1 });
  });
});

const rows = Array.from({ length: 2 * PAGE_SIZE + 1 }, (_, index) => index);

describe('a page of rows that are all at hand', () => {
  it.each([
    ['', 1, 0],
    ['2', 2, PAGE_SIZE],
    ['3', 3, 2 * PAGE_SIZE],
    ['99', 3, 2 * PAGE_SIZE],
    ['-1', 1, 0],
    ['x', 1, 0],
  ])('%j is page %d', (wished, page, first) => {
    expect(slicePage(rows, wished)).toEqual({
      ...{ page, pages: 3, size: PAGE_SIZE, total: rows.length },
      rows: rows.slice(first, first + PAGE_SIZE),
    });
  });

  it('is one and empty where there are none', () => {
    expect(slicePage([], '2')).toEqual({ rows: [], page: 1, pages: 1, size: PAGE_SIZE, total: 0 });
  });
});
