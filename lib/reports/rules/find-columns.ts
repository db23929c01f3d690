import { comparableText } from './cell-text';
import { COLUMNS, type ColumnKey } from './columns';
import type { Translate } from './report-content';

export type ColumnMap = ReadonlyMap<ColumnKey, number>;
type TextRow = { number: number; textAt(column: number): string; columns: readonly number[] };

/** How far down a title row is looked for: people put a line or a logo above it. */
const TITLE_ROWS = 10;
/** One word may be a coincidence. */
const TITLES_NEEDED = 2;

const sameTitle = (text: string) => comparableText(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

/**
 * Where the columns of a sheet stand: by its own titles in any of the languages, and by their letters where there are
 * none or where a title is gone and nothing else has taken its place.
 * @returns the columns by number (A is 1), and the row of the titles; null when there is no such row
 */
export function findColumns(
  rows: readonly TextRow[],
  languages: readonly Translate[],
): { columns: ColumnMap; titleRow: number | null } {
  const keyOf = new Map(
    languages.flatMap((t) =>
      COLUMNS.map(({ key }) => [sameTitle(t(`reports.columns.${key}`)), key] as const),
    ),
  );
  const byLetter = new Map<ColumnKey, number>(COLUMNS.map(({ key }, index) => [key, index + 1]));
  for (const row of rows.slice(0, TITLE_ROWS)) {
    const named = new Map<ColumnKey, number>();
    for (const column of row.columns) {
      const key = keyOf.get(sameTitle(row.textAt(column)));
      if (key && !named.has(key)) named.set(key, column);
    }
    if (named.size < TITLES_NEEDED) continue;
    const taken = new Set(named.values());
    for (const [key, column] of byLetter)
      if (!named.has(key) && !taken.has(column) && !hasTitle(row, column)) named.set(key, column);
    return { columns: named, titleRow: row.number };
  }
  return { columns: byLetter, titleRow: null };
}

/** A title of the seller's own making stands there: the column is theirs. */
const hasTitle = (row: TextRow, column: number): boolean => row.textAt(column).trim() !== '';
