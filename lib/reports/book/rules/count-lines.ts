const LINE_FEED = 10;
/** Hangul, kana, ideographs and full-width forms begin here; nearly all from here on take two places. */
const WIDE_FROM = 0x1100;

/**
 * How many lines a text takes in a column of a spreadsheet, `atMost` at the most: no more of it is looked at.
 * @param width of the column, in characters
 */
export function countLines(text: string, width: number, atMost: number): number {
  let lines = 1;
  let used = 0;
  for (let index = 0; index < text.length && lines < atMost; index += 1) {
    const code = text.charCodeAt(index);
    const places = code === LINE_FEED ? 0 : code < WIDE_FROM ? 1 : 2;
    const isNewLine = code === LINE_FEED || used + places > width;
    if (isNewLine) lines += 1;
    used = isNewLine ? places : used + places;
  }
  return lines;
}
