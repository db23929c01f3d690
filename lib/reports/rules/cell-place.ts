export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** A row number of a file; null for one that no sheet has. */
export function rowNumber(text: string): number | null {
  const number = /^\s*\d{1,7}\s*$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= LAST_ROW ? number : null;
}

export type CellPlace = { row: number; column: number };

/** F2 → column 6, row 2; null for a place that no sheet has. */
export function cellPlace(reference: string): CellPlace | null {
  const [, letters = '', digits = ''] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference.trim()) ?? [];
  const row = rowNumber(digits);
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return row !== null && column >= 1 && column <= LAST_COLUMN ? { row, column } : null;
}

/** A range of merged cells: its value is that of its first cell. */
export type MergedRange = { from: CellPlace; to: CellPlace };

export function mergedRange(reference: string): MergedRange | null {
  const [first = '', last = first] = reference.split(':', 2);
  const [from, to] = [cellPlace(first), cellPlace(last)];
  if (!from || !to) return null;
  return {
    from: { row: Math.min(from.row, to.row), column: Math.min(from.column, to.column) },
    to: { row: Math.max(from.row, to.row), column: Math.max(from.column, to.column) },
  };
}
