import { columnLetters } from '../rules/cell-place';
import { writeZip, type ZipEntry } from '../zip/write-zip';
import { STYLES_PART } from './book-styles';
import { type BookSheet, escapeBookText, joinPieces, MAIN, SharedTexts, writeSheet } from './write-sheet';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PARTS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * A workbook file (ECMA-376) whose bytes follow from its input alone. Its cells hold texts and dates: nothing in it is a
 * formula.
 */
export function writeBook(
  sheets: readonly BookSheet[],
  { creator, at }: { creator: string; at: Date },
): Uint8Array<ArrayBuffer> {
  const texts = new SharedTexts();
  const written = sheets.map((sheet) => writeSheet(sheet, texts));
  const entries: ZipEntry[] = [
    part('[Content_Types].xml', drawTypes(sheets.length)),
    part(
      '_rels/.rels',
      drawReferences([
        [`${OFFICE}/officeDocument`, 'xl/workbook.xml'],
        [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ]),
    ),
    part('docProps/core.xml', drawProperties(creator, at)),
    part('xl/workbook.xml', drawWorkbook(sheets)),
    part(
      'xl/_rels/workbook.xml.rels',
      drawReferences([
        ...sheets.map((_, index): Reference => [`${OFFICE}/worksheet`, `worksheets/sheet${index + 1}.xml`]),
        [`${OFFICE}/styles`, 'styles.xml'],
        [`${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
      ]),
    ),
    part('xl/styles.xml', STYLES_PART),
    { name: 'xl/sharedStrings.xml', bytes: texts.write() },
  ];
  for (const [index, { part: bytes, links }] of written.entries()) {
    entries.push({ name: `xl/worksheets/sheet${index + 1}.xml`, bytes });
    if (links.length > 0)
      entries.push(
        part(
          `xl/worksheets/_rels/sheet${index + 1}.xml.rels`,
          drawReferences(links.map((link): Reference => [`${OFFICE}/hyperlink`, link, 'External'])),
        ),
      );
  }
  return writeZip(entries, at);
}

const part = (name: string, xml: string): ZipEntry => ({ name, bytes: joinPieces([xml]) });

type Reference = [type: string, target: string, mode?: 'External'];

const drawReferences = (references: readonly Reference[]): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${references
    .map(
      ([type, target, mode], index) =>
        `<Relationship Id="rId${index + 1}" Type="${type}" Target="${escapeBookText(target)}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
    )
    .join('')}</Relationships>`;

function drawTypes(sheets: number): string {
  const overrides = [
    ['/xl/workbook.xml', `${PARTS}.sheet.main+xml`],
    ['/xl/styles.xml', `${PARTS}.styles+xml`],
    ['/xl/sharedStrings.xml', `${PARTS}.sharedStrings+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...Array.from({ length: sheets }, (_, index) => [
      `/xl/worksheets/sheet${index + 1}.xml`,
      `${PARTS}.worksheet+xml`,
    ]),
  ];
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides
    .map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`)
    .join('')}</Types>`;
}

function drawWorkbook(sheets: readonly BookSheet[]): string {
  const quoted = (name: string) => `'${name.replaceAll("'", "''")}'`;
  const names = sheets.flatMap(({ name, hasTitles, widths, rows }, index) =>
    hasTitles
      ? [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${escapeBookText(`${quoted(name)}!$A$1:$${columnLetters(widths.length)}$${rows.length}`)}</definedName>`,
          `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeBookText(`${quoted(name)}!$1:$1`)}</definedName>`,
        ]
      : [],
  );
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
    .map(
      ({ name }, index) =>
        `<sheet name="${escapeBookText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
}

function drawProperties(creator: string, at: Date): string {
  const time = `xsi:type="dcterms:W3CDTF">${at.toISOString().slice(0, 19)}Z`;
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>${escapeBookText(creator)}</dc:creator><dcterms:created ${time}</dcterms:created><dcterms:modified ${time}</dcterms:modified></cp:coreProperties>`;
}
