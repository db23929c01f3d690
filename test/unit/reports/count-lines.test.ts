import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLines } from '@/lib/reports/book/rules/count-lines';

describe('the lines of a text in a column', () => {
  it.each([
    ['', 1],
    ['ten places', 1],
    ['eleven here', 2],
    ['a\nb\n', 3],
    ['\n\n', 3],
    ['报告已经生成', 2],
    ['报告已经成', 1],
    ['ten places\nten places', 2],
    ['x'.repeat(1_000_000), 12],
  ])('of %j are %i', (text, lines) => {
    expect(countLines(text, 10, 12)).toBe(lines);
  });

  it('are at least its paragraphs and what its places fill, and no more than asked for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', '中'), maxLength: 200 }),
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        (text, width, atMost) => {
          const paragraphs = text.split('\n');
          const filled = paragraphs.reduce(
            (sum, one) =>
              sum + Math.max(1, Math.ceil((one.length + (one.match(/中/g)?.length ?? 0)) / width)),
            0,
          );
          const lines = countLines(text, width, atMost);
          expect(lines).toBeGreaterThanOrEqual(Math.min(filled, atMost));
          expect(lines).toBeLessThanOrEqual(Math.min(2 * filled, atMost));
        },
      ),
    );
  });
});
