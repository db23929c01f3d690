/** Excel's limit is 32,767 characters a cell. */
export const CELL_MAXIMUM = 32_000;

/** What XML 1.0 cannot hold (§2.2 Char), lone surrogates included; and DELETE, which exceljs drops. */
const NOT_IN_XML = /[^\t\n\u0020-\u007e\u0080-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text as one cell can hold it: line ends as LF, what XML cannot hold as U+FFFD, cut at `maximum` characters. */
export function cleanCellText(text: string, shortened: string, maximum = CELL_MAXIMUM): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(NOT_IN_XML, '\ufffd');
  if (clean.length <= maximum) return clean;
  const kept = clean.slice(0, maximum - shortened.length - 1).replace(/\p{Surrogate}$/u, '');
  return `${kept}\n${shortened}`;
}

/** Spreadsheets read `_x0041_` as "A" (ECMA-376 part 1, §22.9.2.19 ST_Xstring): an underscore that would begin such a code is one itself. */
export const escapeCellCodes = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');

/** A cell of a file is read up to here; Excel's limit is lower. */
export const CELL_LONGEST = 40_000;

/** Text as a cell of a file has it: codes such as `_x000D_` are characters (§22.9.2.19), line ends are LF. */
export const readCellText = (text: string): string =>
  text
    .replace(/_x([0-9a-f]{4})_/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\r\n?/g, '\n')
    .replace(NOT_IN_XML, '\ufffd');

/** What two texts have in common whatever a spreadsheet did to line ends and trailing blanks. */
export const comparableText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').split('\n').map(withoutTrailingBlanks).join('\n').trim();

/** By hand: an expression would look from each blank to the end of its run. */
function withoutTrailingBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  return line.slice(0, end);
}

/** What a cell says: text, or why its value is not taken. */
export type CellContent = { text: string; refused: 'FORMULA' | 'ERROR_VALUE' | 'PICTURE' | null };
