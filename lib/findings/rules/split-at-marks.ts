/** A stretch of text by character offsets, `to` excluded. */
export type TextRange = { from: number; to: number };
export type TextPiece = { text: string; isMarked: boolean; from: number };

/** Cuts a text at its marks. Marks may overlap, be in any order or reach past the end. */
export function splitAtMarks(text: string, marks: readonly TextRange[]): TextPiece[] {
  const ordered = marks
    .map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(text.length, to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { from, to } of ordered) {
    if (to <= at) continue;
    const start = Math.max(from, at);
    if (start > at) pieces.push({ text: text.slice(at, start), isMarked: false, from: at });
    const last = pieces.at(-1);
    if (last?.isMarked === true) last.text += text.slice(start, to);
    else pieces.push({ text: text.slice(start, to), isMarked: true, from: start });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false, from: at });
  return pieces;
}
