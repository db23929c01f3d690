import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAtMarks } from '@/lib/findings/rules/split-at-marks';

describe('splitAtMarks', () => {
  it('cuts at the marks and keeps the rest', () => {
    expect(splitAtMarks('one two three', [{ from: 4, to: 7 }])).toEqual([
      { text: 'one ', isMarked: false, from: 0 },
      { text: 'two', isMarked: true, from: 4 },
      { text: ' three', isMarked: false, from: 7 },
    ]);
  });

  it('joins marks that touch or overlap, in whatever order they come', () => {
    const pieces = splitAtMarks('abcdef', [
      { from: 3, to: 5 },
      { from: 1, to: 4 },
    ]);
    expect(pieces.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('')).toBe('a[bcde]f');
  });

  it('loses and doubles nothing, and marks exactly what was asked', () => {
    const mark = fc.record({ from: fc.integer({ min: -5, max: 40 }), to: fc.integer({ min: -5, max: 40 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(mark, { maxLength: 6 }), (text, marks) => {
        const pieces = splitAtMarks(text, marks);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        const marked = pieces.flatMap((piece) =>
          Array.from({ length: piece.text.length }, () => piece.isMarked),
        );
        const wanted = Array.from({ length: text.length }, (_, at) =>
          marks.some(({ from, to }) => from <= at && at < to),
        );
        expect(marked).toEqual(wanted);
      }),
    );
  });
});
