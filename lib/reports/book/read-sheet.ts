import {
  cellPlace,
  LAST_COLUMN,
  LAST_ROW,
  type MergedRange,
  mergedRange,
  rowNumber,
} from '../rules/cell-place';
import { CELL_LONGEST, type CellContent } from '../rules/cell-text';
import { type CellSurroundings, cellValue, type RawCell } from '../rules/cell-value';
import { FileRefused, WORKBOOK_MAX_CELLS, WORKBOOK_MAX_ROWS, WORKBOOK_MAX_TEXT } from '../rules/file-problem';
import type { SheetRow } from '../rules/sheet';
import { readXml, SHEET_NAMESPACES, type XmlElement } from './read-xml';

/** What all sheets of a file have had so far. */
export type SheetCounts = { rows: number; cells: number; text: number };

const MERGES_MAXIMUM = 10_000;

/**
 * The cells of one sheet that hold something, in the order of its rows, and what is merged. A row or a cell without a
 * reference is the next one (ECMA-376 part 1, §18.3.1.73 and 4).
 * @param counts is counted on
 * @throws FileRefused TOO_MANY_ROWS, TOO_MANY_CELLS, TOO_MUCH_TEXT; IMPOSSIBLE_PLACE for a reference that no sheet has
 */
export async function readSheet(
  pieces: AsyncIterable<Uint8Array>,
  around: CellSurroundings,
  counts: SheetCounts,
): Promise<{ rows: SheetRow[]; merges: MergedRange[] }> {
  const reader = new SheetReader(around, counts);
  await readXml(pieces, {
    namespaces: SHEET_NAMESPACES,
    open: (name, element) => reader.open(name, element),
    close: (name) => reader.close(name),
    text: (text) => reader.text(text),
    tooMany: 'TOO_MANY_CELLS',
  });
  return { rows: [...reader.rows.values()].sort((a, b) => a.number - b.number), merges: reader.merges };
}

class SheetReader {
  readonly rows = new Map<number, SheetRow>();
  readonly merges: MergedRange[] = [];
  readonly #around: CellSurroundings;
  readonly #counts: SheetCounts;
  #isInData = false;
  #row = 0;
  #rowHasNumber = false;
  #column = 0;
  #cell: RawCell | null = null;
  #guides = 0;
  #into: 'value' | 'inline' | 'formula' | null = null;

  constructor(around: CellSurroundings, counts: SheetCounts) {
    this.#around = around;
    this.#counts = counts;
  }

  open(name: string, element: XmlElement): void {
    if (name === 'sheetData') this.#isInData = true;
    if (name === 'mergeCell' && this.merges.length < MERGES_MAXIMUM) {
      const range = mergedRange(element.attribute('ref') ?? '');
      if (range) this.merges.push(range);
    }
    if (!this.#isInData) return;
    if (name === 'row') this.#openRow(element);
    else if (name === 'c') this.#openCell(element);
    else if (this.#cell) this.#openContent(this.#cell, name);
  }

  close(name: string): void {
    this.#into = null;
    if (name === 'sheetData') this.#isInData = false;
    else if (name === 'rPh') this.#guides -= 1;
    else if (name === 'c' && this.#cell) {
      const content = cellValue(this.#cell, this.#around);
      this.#cell = null;
      if (content.text.trim() !== '' || content.refused !== null) this.#keep(content);
    }
  }

  text(text: string): void {
    if (this.#into === null || this.#cell === null) return;
    const before = this.#cell[this.#into] ?? '';
    if (before.length < CELL_LONGEST)
      this.#cell[this.#into] = before + text.slice(0, CELL_LONGEST - before.length);
  }

  #openRow({ attribute }: XmlElement): void {
    const given = attribute('r');
    this.#rowHasNumber = given !== undefined;
    this.#moveToRow(given === undefined ? this.#row + 1 : rowNumber(given));
    this.#column = 0;
  }

  #openCell({ attribute }: XmlElement): void {
    const given = attribute('r');
    const place = given === undefined ? { row: this.#row, column: this.#column + 1 } : cellPlace(given);
    if (place === null || place.column > LAST_COLUMN) throw new FileRefused('IMPOSSIBLE_PLACE');
    if (given !== undefined && !this.#rowHasNumber) this.#moveToRow(place.row);
    this.#column = place.column;
    this.#guides = 0;
    this.#cell = {
      type: attribute('t') ?? '',
      style: Number(attribute('s') ?? 0),
      value: null,
      inline: null,
      formula: null,
      hasMetadata: attribute('vm') !== undefined,
    };
  }

  #openContent(cell: RawCell, name: string): void {
    this.#into = null;
    if (name === 'rPh') this.#guides += 1;
    if (name === 'v') this.#into = 'value';
    if (name === 'f') this.#into = 'formula';
    if (name === 't' && this.#guides === 0) this.#into = 'inline';
    if (this.#into) cell[this.#into] ??= '';
  }

  #moveToRow(row: number | null): void {
    if (row === null || row > LAST_ROW) throw new FileRefused('IMPOSSIBLE_PLACE');
    this.#row = row;
  }

  #keep(content: CellContent): void {
    let row = this.rows.get(this.#row);
    if (!row) {
      this.#counts.rows += 1;
      if (this.#counts.rows > WORKBOOK_MAX_ROWS) throw new FileRefused('TOO_MANY_ROWS');
      row = { number: this.#row, cells: new Map() };
      this.rows.set(this.#row, row);
    }
    this.#counts.cells += 1;
    if (this.#counts.cells > WORKBOOK_MAX_CELLS) throw new FileRefused('TOO_MANY_CELLS');
    this.#counts.text += content.text.length;
    if (this.#counts.text > WORKBOOK_MAX_TEXT) throw new FileRefused('TOO_MUCH_TEXT');
    row.cells.set(this.#column, content);
  }
}
