import ExcelJS from 'exceljs';

export type Edit = (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void;

/** A workbook as a person gives it back: opened in a spreadsheet program, changed, saved. */
export async function editWorkbook(bytes: Uint8Array, edit: Edit): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new TypeError('no sheet');
  edit(sheet, workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
