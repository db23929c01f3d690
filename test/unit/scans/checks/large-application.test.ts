import { describe, expect, it } from 'vitest';
import { type BulkPage, drawBulkPages } from '../../../fixtures/bulk/bulk-application';
import { measureBulk } from '../../../fixtures/bulk/measure-bulk';

const shown = ({ number, class: name, why }: BulkPage) => `${name} ${number} ${why}`;

describe('a large application whose pages look alike and behave differently', () => {
  it('is known page by page: what is vulnerable is found, and nothing else', async () => {
    const pages = drawBulkPages(6, 90);
    const { result, missed, wrong } = await measureBulk(pages);
    expect(result.outcome).toBe('COMPLETE');
    expect(wrong.map(({ page, title }) => `${title} ${shown(page)}`)).toEqual([]);
    expect(missed.filter(({ isBlind }) => !isBlind).map(shown)).toEqual([]);
    expect(result.counters.requests).toBeLessThan(50 * pages.length);
  });
});
