import ExcelJS from 'exceljs';
import { type CellContent, cellContent } from './rules/cell-text';
import type { ZipEntry } from './zip/write-zip';
import { writeZip } from './zip/write-zip';

/** One row that holds something, by column number (A is 1). */
export type SheetRow = { number: number; cells: ReadonlyMap<number, CellContent> };
export type Sheet = { name: string; rows: SheetRow[] };

/** Everything of a sheet but its cells: ranges in these are unfolded cell by cell, whatever their size. */
const IGNORED_NODES = [
  'autoFilter',
  'cols',
  'colBreaks',
  'conditionalFormatting',
  'dataValidations',
  'dimension',
  'drawing',
  'extLst',
  'headerFooter',
  'hyperlinks',
  'legacyDrawing',
  'mergeCells',
  'pageSetup',
  'picture',
  'printOptions',
  'rowBreaks',
  'sheetPr',
  'sheetProtection',
  'sheetViews',
  'tableParts',
];
const LAST_ROW = 1_048_576;
/** The parts go to the library in a zip of our own making, so that both read the same entries. */
const EPOCH = new Date(0);

/** The cells of a workbook's parts; null when the library cannot make sense of them. */
export async function loadSheets(entries: readonly ZipEntry[]): Promise<Sheet[] | null> {
  const workbook = new ExcelJS.Workbook();
  try {
    // exceljs declares a Buffer type of its own; any bytes will do.
    const zip = writeZip(entries, EPOCH) as unknown as ExcelJS.Buffer;
    await workbook.xlsx.load(zip, { ignoreNodes: IGNORED_NODES });
    return workbook.worksheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) }));
  } catch {
    return null;
  }
}

function rowsOf(sheet: ExcelJS.Worksheet): SheetRow[] {
  const rows: SheetRow[] = [];
  sheet.eachRow((row, number) => {
    if (number > LAST_ROW) return;
    const cells = new Map<number, CellContent>();
    row.eachCell((cell, column) => {
      const content = cellContent(cell.value);
      if (content.text.trim() !== '' || content.refused !== null) cells.set(column, content);
    });
    if (cells.size > 0) rows.push({ number, cells });
  });
  return rows;
}
