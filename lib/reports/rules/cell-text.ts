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

/** What two texts have in common whatever a spreadsheet did to line ends and trailing blanks. */
export const comparableText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?<![ \t])[ \t]+$/gm, '')
    .trim();

/** What stood in a cell: text, or why its value is not taken. */
export type CellContent = { text: string; refused: 'FORMULA' | 'ERROR_VALUE' | null };

type Rich = { richText: readonly { text?: unknown }[] };
const has = <K extends string>(value: object, key: K): value is object & Record<K, unknown> => key in value;
const isRich = (value: object): value is Rich => has(value, 'richText') && Array.isArray(value.richText);

/**
 * A cell's value in any shape that exceljs gives it: text, number, boolean, date, rich text, hyperlink, error, formula.
 * A formula's cached result is what the writer of the file says it is: it is shown, never taken.
 */
export function cellContent(value: unknown): CellContent {
  if (value === null || value === undefined) return { text: '', refused: null };
  if (value instanceof Date) return dateContent(value);
  if (typeof value !== 'object') return { text: String(value), refused: null };
  if (has(value, 'formula') || has(value, 'sharedFormula')) {
    const formula = 'formula' in value && value.formula !== undefined ? String(value.formula) : '';
    return { text: `=${formula}`, refused: 'FORMULA' };
  }
  if (has(value, 'error')) return { text: String(value.error), refused: 'ERROR_VALUE' };
  if (isRich(value))
    return { text: value.richText.map(({ text }) => String(text ?? '')).join(''), refused: null };
  if (has(value, 'text')) return cellContent(value.text);
  return { text: '', refused: 'ERROR_VALUE' };
}

/** Dates in a workbook have no zone; midnight is a day. A number beyond all dates that is formatted as one is an error. */
function dateContent(date: Date): CellContent {
  if (Number.isNaN(date.getTime())) return { text: '', refused: 'ERROR_VALUE' };
  const iso = date.toISOString();
  const text = iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
  return { text, refused: null };
}
