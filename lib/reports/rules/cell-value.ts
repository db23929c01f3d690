import { type CellContent, readCellText } from './cell-text';
import { dateText, formatReportDate } from './date-format';

/** A cell as the file has it (ECMA-376 part 1, §18.3.1.4). */
export type RawCell = {
  type: string;
  style: number;
  value: string | null;
  /** The text of an inline string. */
  inline: string | null;
  formula: string | null;
  /** Whether it has metadata of values: pictures in cells are errors with such metadata. */
  hasMetadata: boolean;
};

export type CellSurroundings = {
  sharedString(index: number): CellContent | undefined;
  isDate(style: number): boolean;
  is1904: boolean;
};

/** WPS and Excel keep a picture in a cell as the formula of a function that no other program has. */
const PICTURE = /^=?\s*(_xlfn\.)?(DISPIMG|IMAGE)\s*\(/i;
const ERROR_VALUE: CellContent = { text: '', refused: 'ERROR_VALUE' };

/** A text as a cell says it. Shared texts are made once, however many cells refer to them. */
export const textContent = (text: string): CellContent =>
  PICTURE.test(text) ? { text: '', refused: 'PICTURE' } : { text: readCellText(text), refused: null };

/**
 * What a cell says. A formula's cached result is what the writer of the file says it is: it is shown, never taken.
 */
export function cellValue(cell: RawCell, around: CellSurroundings): CellContent {
  const { type, value, formula, inline } = cell;
  if (formula !== null)
    return PICTURE.test(formula)
      ? { text: '', refused: 'PICTURE' }
      : { text: readCellText(`=${formula}`), refused: 'FORMULA' };
  if (type === 'e')
    return cell.hasMetadata
      ? { text: '', refused: 'PICTURE' }
      : { text: value ?? '', refused: 'ERROR_VALUE' };
  // Some writers give inline text another type, or none.
  if (inline !== null) return textContent(inline);
  if (value === null || value.trim() === '') return { text: '', refused: null };
  switch (type) {
    case 's': {
      const shared = /^\s*\d{1,9}\s*$/.test(value) ? around.sharedString(Number(value)) : undefined;
      return shared ?? ERROR_VALUE;
    }
    case 'b':
      return { text: /^\s*(1|true)\s*$/i.test(value) ? 'TRUE' : 'FALSE', refused: null };
    case 'd':
      return { text: formatReportDate(value.trim().slice(0, 32)), refused: null };
    case '':
    case 'n':
      return numberContent(cell, value, around);
    default:
      return textContent(value);
  }
}

function numberContent({ style }: RawCell, value: string, around: CellSurroundings): CellContent {
  const number = Number(value);
  if (Number.isNaN(number)) return textContent(value);
  if (!around.isDate(style)) return { text: String(number), refused: null };
  const text = dateText(number, around.is1904);
  return text === null ? ERROR_VALUE : { text, refused: null };
}
