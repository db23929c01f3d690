import type { MergedRange } from './cell-place';
import type { CellContent } from './cell-text';

/** One row that holds something, by column number (A is 1). */
export type SheetRow = { number: number; cells: Map<number, CellContent> };
export type Sheet = {
  name: string;
  /** Whether a person who opens the file does not see it. */
  isHidden: boolean;
  /** In their order. */
  rows: SheetRow[];
  merges: readonly MergedRange[];
  /** How many pictures lie over its cells, and whether cells have comments: nobody reads either. */
  pictures: number;
  hasComments: boolean;
};

const EMPTY: CellContent = { text: '', refused: null };

export const contentAt = (row: SheetRow, column: number | undefined): CellContent =>
  row.cells.get(column ?? 0) ?? EMPTY;

/** What rows show in a column that has merged cells: by row number, the content of the first cell of the merge. */
export function mergedContents(sheet: Sheet, column: number | undefined): ReadonlyMap<number, CellContent> {
  const shown = new Map<number, CellContent>();
  const merges = sheet.merges.filter(({ from, to }) => from.column === column && to.row > from.row);
  if (merges.length === 0) return shown;
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
  for (const { from, to } of merges) {
    const first = byNumber.get(from.row);
    const content = first ? contentAt(first, column) : EMPTY;
    for (const { number } of sheet.rows)
      if (number > from.row && number <= to.row) shown.set(number, content);
  }
  return shown;
}
