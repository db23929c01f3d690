import fc from 'fast-check';
import { expect, it } from 'vitest';
import { excerptAroundMarks } from '@/lib/reports/rules/excerpt-around-marks';

const SIZE = { marks: 2, ofMark: 4, around: 2, head: 3 };
const shown = (text: string, marks: { from: number; to: number }[]) =>
  excerptAroundMarks(text, marks, SIZE).map((piece) =>
    'omitted' in piece ? piece.omitted : piece.isMarked ? `[${piece.text}]` : piece.text,
  );

it.each<[string, { from: number; to: number }[], (string | number)[]]>([
  ['', [], []],
  ['abc', [], ['abc']],
  ['abcdefgh', [], ['abc', 5]],
  ['abcdefghijkl', [{ from: 7, to: 9 }], ['abc', 2, 'fg', '[hi]', 'jk', 1]],
  ['abcdefgh', [{ from: 1, to: 2 }], ['a', '[b]', 'cd', 4]],
  ['abcdefgh', [{ from: 4, to: 5 }], ['abcd', '[e]', 'fg', 1]],
  ['abcdefghijklmn', [{ from: 4, to: 14 }], ['abcd', '[efghij]', 4]],
  [
    'abcdefghij',
    [
      { from: 9, to: 10 },
      { from: 5, to: 6 },
      { from: 0, to: 1 },
    ],
    ['[a]', 'bcde', '[f]', 'gh', 2],
  ],
])('%j is shown around its marks', (text, marks, expected) => {
  expect(shown(text, marks)).toEqual(expected);
});

it('shows or counts every character once, in order', () => {
  const mark = fc.record({ from: fc.nat(60), to: fc.nat(60) });
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.array(mark, { maxLength: 5 }), (text, marks) => {
      let at = 0;
      for (const piece of excerptAroundMarks(text, marks, SIZE)) {
        if (!('omitted' in piece)) expect(text.startsWith(piece.text, at)).toBe(true);
        at += 'omitted' in piece ? piece.omitted : piece.text.length;
      }
      expect(at).toBe(text.length);
    }),
  );
});
