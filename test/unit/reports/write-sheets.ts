import { writeZip } from '@/lib/reports/zip/write-zip';
import { AT } from './report-fixture';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export type WrittenSheet = {
  name?: string;
  state?: string;
  /** Path of the part; `xl/worksheets/sheet<n>.xml` unless given. */
  path?: string;
  /** How the workbook refers to it; relative to `xl/` unless given. */
  target?: string;
  /** What is inside `worksheet`. */
  xml: string;
};
export type WrittenBook = {
  sheets: WrittenSheet[];
  /** Whole parts by path, or one more. A given part takes the place of the one that would be written. */
  parts?: Record<string, string | Uint8Array>;
  /** What is inside `sst`, `styleSheet`; and before `sheets` in `workbook`. */
  strings?: string;
  styles?: string;
  settings?: string;
  namespace?: string;
  relationships?: string;
};

/** A workbook as small as one can be, written by hand, so that any program's way of writing can be imitated. */
export function writeSheets(book: WrittenBook): Uint8Array {
  const { sheets, namespace = MAIN, relationships = OFFICE } = book;
  const sheetPath = ({ path }: WrittenSheet, index: number) => path ?? `xl/worksheets/sheet${index + 1}.xml`;
  const reference = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`;
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name ?? `Sheet${index + 1}`}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  const referred = sheets.map((sheet, index) =>
    reference(`rId${index + 1}`, 'worksheet', sheet.target ?? sheetPath(sheet, index).replace(/^xl\//, '')),
  );
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${reference('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${namespace}" xmlns:r="${relationships}">${book.settings ?? ''}<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${referred.join('')}${reference('rId98', 'sharedStrings', 'sharedStrings.xml')}${reference('rId99', 'styles', 'styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${namespace}">${book.strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${namespace}">${book.styles ?? ''}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map((sheet, index) => [
        sheetPath(sheet, index),
        `<worksheet xmlns="${namespace}" xmlns:r="${relationships}">${sheet.xml}</worksheet>`,
      ]),
    ),
    ...book.parts,
  };
  return writeZip(
    Object.entries(parts).map(([name, content]) => ({
      name,
      bytes: typeof content === 'string' ? Buffer.from(DECLARED + content, 'utf8') : content,
    })),
    AT,
  );
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An inline string, with or without its place. */
export const inline = (text: string, place = ''): string =>
  `<c${place ? ` r="${place}"` : ''} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** A row of texts from column A on. */
export const textRow = (number: number, texts: readonly string[]): string =>
  `<row r="${number}">${texts.map((text, index) => inline(text, `${String.fromCharCode(65 + index)}${number}`)).join('')}</row>`;
