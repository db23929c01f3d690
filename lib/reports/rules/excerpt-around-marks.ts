import { splitAtMarks, type TextRange } from '@/lib/findings/rules/split-at-marks';

/** A stretch of the text, or how many characters were left out. */
export type ExcerptPiece = { text: string; isMarked: boolean } | { omitted: number };

/** How many marks are shown, and of each how much; `around` characters beside a mark, `head` at the beginning. */
type ExcerptSize = { marks: number; ofMark: number; around: number; head: number };

/** The beginning of a text and what is around its marks, with a note wherever something is left out. */
export function excerptAroundMarks(
  text: string,
  marks: readonly TextRange[],
  size: ExcerptSize,
): ExcerptPiece[] {
  const shown = marks
    .filter(({ from, to }) => from < Math.min(to, text.length))
    .sort((a, b) => a.from - b.from)
    .slice(0, size.marks);
  const windows: TextRange[] = [{ from: 0, to: size.head }];
  for (const { from, to } of shown) {
    const end = Math.min(to, from + size.ofMark) + size.around;
    const last = windows.at(-1);
    if (last && from - size.around <= last.to) last.to = Math.max(last.to, end);
    else windows.push({ from: from - size.around, to: end });
  }
  const pieces: ExcerptPiece[] = [];
  let at = 0;
  for (const part of windows) {
    const [from, to] = [Math.max(at, part.from), Math.min(text.length, part.to)];
    if (from > at) pieces.push({ omitted: from - at });
    const inside = shown.map((mark) => ({ from: mark.from - from, to: mark.to - from }));
    pieces.push(...splitAtMarks(text.slice(from, to), inside));
    at = Math.max(at, to);
  }
  if (at < text.length) pieces.push({ omitted: text.length - at });
  return pieces;
}
