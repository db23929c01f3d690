import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Glyph } from './glyph';

export type Column<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Numbers are at the end, in tabular figures. */
  align?: 'start' | 'end';
  /** Texts of several lines: on a phone they begin below their label. */
  isLong?: boolean;
  /** The cell that names the row; one a table. */
  isRowHeader?: boolean;
  /**
   * Of a compact table on a phone: left over both lines, in the first or the second of them, or left out because the
   * page of the row says it.
   */
  phone?: 'left' | 'first' | 'second' | 'hidden';
  /** A sortable column: where its heading leads, and how the rows are ordered by it now. */
  sort?: { href: Route; direction: 'ascending' | 'descending' | 'none' };
};

type DataTableProps<Row> = {
  /** What the table lists; read by screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** On a phone, two lines a row instead of a line a cell; each column says where it goes. */
  isCompact?: boolean;
  /** Columns of given widths (app/table.css), for several tables of four columns below each other. */
  isFixed?: boolean;
  /** A few short columns, such as the numbers of a chart: on a phone, too, a table. */
  isNarrow?: boolean;
};

/** A table that becomes one card a row at phone width. The frame around it is a `<Card isFlush>` or the page. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, isCompact, isFixed, isNarrow } = props;
  return (
    <table
      className={classNames(
        'data-table',
        isCompact && 'data-table-compact',
        isFixed && 'data-table-fixed',
        isNarrow && 'data-table-narrow',
      )}
    >
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" data-align={column.align} aria-sort={column.sort?.direction}>
              <ColumnLabel column={column} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) =>
              column.isRowHeader ? (
                <th key={column.key} scope="row" data-phone={column.phone}>
                  {column.cell(row)}
                </th>
              ) : (
                <td
                  key={column.key}
                  data-align={column.align}
                  data-label={column.label}
                  data-long={column.isLong}
                  data-phone={column.phone}
                >
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ColumnLabel<Row>({ column }: { column: Column<Row> }) {
  if (column.sort === undefined) return column.label;
  return (
    <Link
      prefetch={false}
      href={column.sort.href}
      className="inline-flex items-center gap-1 rounded-4 hover:text-text"
    >
      {column.label}
      {column.sort.direction === 'ascending' && <Glyph icon={ArrowUp} size={14} />}
      {column.sort.direction === 'descending' && <Glyph icon={ArrowDown} size={14} />}
    </Link>
  );
}
