import { COLUMNS, type ColumnKey, SELLER_COLUMNS } from './columns';
import { contentAt, type SheetRow } from './sheet';
import type { Translate } from './translate';

export type ColumnMap = ReadonlyMap<ColumnKey, number>;
export type FoundColumns = { columns: ColumnMap; titleRow: number | null };

/** How far down a title row is looked for: people put a cover, a logo or a legend above it. */
const TITLE_ROWS = 200;
/** One word may be a coincidence. */
const TITLES_NEEDED = 2;
const TITLE_MAXIMUM = 100;

const sameTitle = (text: string): string =>
  text
    .slice(0, TITLE_MAXIMUM)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .split(/[\s:*]+/)
    .filter(Boolean)
    .join(' ');

/**
 * Where the columns of a sheet are: by its own titles in any of the languages, else by their letters. A title that is
 * none of ours says nothing: people translate titles. A letter whose column has the title of another one is not used.
 * @returns the columns by number (A is 1), and the row of the titles; null when there is no such row
 */
export function findColumns(rows: readonly SheetRow[], languages: readonly Translate[]): FoundColumns {
  const keysByName = new Map(
    languages.flatMap((t) =>
      COLUMNS.map(({ key }) => [sameTitle(t(`reports.columns.${key}`)), key] as const),
    ),
  );
  for (const row of rows.slice(0, TITLE_ROWS)) {
    const named = new Map<ColumnKey, number>();
    for (const column of [...row.cells.keys()].sort((a, b) => a - b)) {
      const key = keysByName.get(sameTitle(contentAt(row, column).text));
      if (key && !named.has(key)) named.set(key, column);
    }
    if (named.size >= TITLES_NEEDED) return { columns: withLetters(named), titleRow: row.number };
  }
  return { columns: withLetters(new Map()), titleRow: null };
}

const columnNumber = (wanted: ColumnKey): number => COLUMNS.findIndex(({ key }) => key === wanted) + 1;

function withLetters(named: ReadonlyMap<ColumnKey, number>): ColumnMap {
  const columns = new Map(named);
  const taken = new Set(named.values());
  for (const [index, { key }] of COLUMNS.entries())
    if (!named.has(key) && !taken.has(index + 1)) columns.set(key, index + 1);
  // Of the seller's three, those that are left over are in the places that are left over.
  const free = SELLER_COLUMNS.map(columnNumber).filter((at) => ![...columns.values()].includes(at));
  for (const key of SELLER_COLUMNS) {
    const at = columns.has(key) ? undefined : free.shift();
    if (at !== undefined) columns.set(key, at);
  }
  return columns;
}
