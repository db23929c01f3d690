import { type PlainEntry, plainZip } from './plain-zip';

/** A kind of file that is XML or holds it: `document` is what a parser reads, `write` the file with another one. */
export type XmlFile = { fileName: string; type: string; document: string; write(document: string): string };

const DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TEXTS = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const MEDIA = 'application/vnd.openxmlformats-officedocument.';

const itself = (document: string): string => document;
const entry = (name: string, text: string): PlainEntry => ({ name, text: DECLARED + text });
const contentTypes = (parts: Readonly<Record<string, string>>): PlainEntry =>
  entry(
    '[Content_Types].xml',
    `<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(
      parts,
    )
      .map(([name, type]) => `<Override PartName="/${name}" ContentType="${MEDIA}${type}+xml"/>`)
      .join('')}</Types>`,
  );
const links = (name: string, targets: Readonly<Record<string, string>>): PlainEntry =>
  entry(
    name,
    `<Relationships xmlns="${LINKS}">${Object.entries(targets)
      .map(
        ([target, kind], index) =>
          `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`,
  );

const WORD = `${DECLARED}<w:document xmlns:w="${TEXTS}"><w:body><w:p><w:r><w:t>Preflight</w:t></w:r></w:p></w:body></w:document>`;
const writeWord = (document: string): string =>
  plainZip([
    contentTypes({ 'word/document.xml': 'wordprocessingml.document.main' }),
    links('_rels/.rels', { 'word/document.xml': 'officeDocument' }),
    { name: 'word/document.xml', text: document },
  ]);

const SHARED = `${DECLARED}<sst xmlns="${SHEETS}" count="1" uniqueCount="1"><si><t>7</t></si></sst>`;
const writeSheet = (document: string): string =>
  plainZip([
    contentTypes({
      'xl/workbook.xml': 'spreadsheetml.sheet.main',
      'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
      'xl/sharedStrings.xml': 'spreadsheetml.sharedStrings',
    }),
    links('_rels/.rels', { 'xl/workbook.xml': 'officeDocument' }),
    links('xl/_rels/workbook.xml.rels', {
      'worksheets/sheet1.xml': 'worksheet',
      'sharedStrings.xml': 'sharedStrings',
    }),
    entry(
      'xl/workbook.xml',
      `<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    entry(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${SHEETS}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`,
    ),
    { name: 'xl/sharedStrings.xml', text: document },
  ]);

/** Files that sites preview, convert or check: a feed, a drawing, a text and a sheet of an office. */
export const XML_FILES: readonly XmlFile[] = [
  {
    ...{ fileName: 'preflight.xml', type: 'text/xml', write: itself },
    document: `${DECLARED}<rss version="2.0"><channel><title>Preflight</title><description>Preflight</description></channel></rss>`,
  },
  {
    ...{ fileName: 'preflight.svg', type: 'image/svg+xml', write: itself },
    document: `${DECLARED}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Preflight</title><text>Preflight</text></svg>`,
  },
  {
    ...{ fileName: 'preflight.docx', type: `${MEDIA}wordprocessingml.document`, write: writeWord },
    document: WORD,
  },
  {
    ...{ fileName: 'preflight.xlsx', type: `${MEDIA}spreadsheetml.sheet`, write: writeSheet },
    document: SHARED,
  },
];
