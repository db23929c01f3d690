import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { readWorkbook } from '@/lib/reports/read-workbook';
import { reportRow } from '@/lib/reports/rules/report-content';
import { writeZip } from '@/lib/reports/zip/write-zip';
import { AT, reportContent, reportFinding } from './report-fixture';
import { inline, textRow, type WrittenBook, writeSheets } from './write-sheets';

const findings = [reportFinding(), reportFinding(), reportFinding()];
const content = reportContent(findings);
const [first, second, third] = findings.map(({ id }) => id) as [string, string, string];
const WHY = 'The parameter is bound, never concatenated.';
const [t = translator('en')] = LOCALES.map((locale) => translator(locale));
const ours = findings.map((finding) => Object.values(reportRow(finding, undefined, t)).slice(0, 5));
const TITLES = [
  'Finding ID',
  'Vulnerability',
  'Severity (CVSS)',
  'Location',
  'Evidence and advice',
  'Conclusion',
  'Explanation',
  'Evidence reference',
];
/** The rows of a filled-in report, as texts. */
const filled = (rows: readonly (readonly string[])[] = [['Fixed', WHY, 'T-1']]) => [
  TITLES,
  ...ours.map((texts, index) => [...texts, ...(rows[index] ?? [])]),
];
const sheetData = (rows: readonly (readonly string[])[]) =>
  `<sheetData>${rows.map((texts, index) => textRow(index + 1, texts)).join('')}</sheetData>`;
const FILLED = sheetData(filled());

async function read(book: WrittenBook | Uint8Array) {
  const reading = await readWorkbook(book instanceof Uint8Array ? book : writeSheets(book), content);
  if (!reading.ok) throw new TypeError(reading.reason);
  return reading;
}
const cells = (f: string, g: string, h = '') =>
  `<sheetData>${textRow(1, TITLES)}<row r="2">${inline(first, 'A2')}${f}${g}${h}</row></sheetData>`;
const F = inline('Fixed', 'F2');
const G = inline(WHY, 'G2');

describe('parts, wherever a program puts them', () => {
  const expected = {
    rows: [{ findingId: first, conclusion: 'FIXED', reference: 'T-1' }],
    problems: [],
    ignored: [],
  };
  const one = { xml: FILLED };
  const strict = {
    namespace: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
    relationships: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
  };
  it.each<[string, WrittenBook]>([
    ['where most do', { sheets: [one] }],
    ['without a number', { sheets: [{ ...one, path: 'xl/worksheets/sheet.xml' }] }],
    ['by the name of the sheet', { sheets: [{ ...one, path: 'xl/worksheets/Findings of May.xml' }] }],
    ['in another folder', { sheets: [{ ...one, path: 'data/one.xml', target: '../data/one.xml' }] }],
    ['from the root', { sheets: [{ ...one, path: 'xl/sheets/a.xml', target: '/xl/sheets/a.xml' }] }],
    [
      'in another case',
      { sheets: [{ ...one, path: 'xl/Worksheets/SHEET1.xml', target: 'worksheets/sheet1.xml' }] },
    ],
    ['with an encoded name', { sheets: [{ ...one, path: 'xl/问题.xml', target: '%E9%97%AE%E9%A2%98.xml' }] }],
    ['in the strict dialect', { sheets: [one], ...strict }],
    [
      'with a mark of the byte order',
      { sheets: [one], parts: { 'xl/styles.xml': Buffer.from('\ufeff<styleSheet/>') } },
    ],
    ['without styles and shared strings', { sheets: [one], parts: { 'xl/styles.xml': '<styleSheet/>' } }],
  ])('are found: %s', async (_what, book) => expect(await read(book)).toMatchObject(expected));

  it.each(['utf-16le', 'utf-16be'])('are read in %s', async (encoding) => {
    const xml = `\ufeff<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${FILLED}</worksheet>`;
    const little = Buffer.from(xml, 'utf16le');
    const bytes = encoding === 'utf-16le' ? little : Buffer.from(little).swap16();
    const book = { sheets: [one], parts: { 'xl/worksheets/sheet1.xml': new Uint8Array(bytes) } };
    expect(await read(book)).toMatchObject(expected);
  });

  it('are read with any prefix, and elements of other namespaces are passed over', async () => {
    const prefixed = FILLED.replace(/<(\/?)(\w)/g, '<$1s:$2');
    const other = '<o:row xmlns:o="urn:other"><o:c r="F2"><o:v>False positive</o:v></o:c></o:row>';
    const xml = `<s:worksheet xmlns:s="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${prefixed.replace('</s:sheetData>', `${other}</s:sheetData>`)}</s:worksheet>`;
    expect(await read({ sheets: [one], parts: { 'xl/worksheets/sheet1.xml': xml } })).toMatchObject(expected);
  });

  it('are read where the zip has bytes behind its end, in front of it, or a cut comment', async () => {
    const bytes = writeSheets({ sheets: [one] });
    const commented = new Uint8Array([...bytes, ...Buffer.from('a comm')]);
    commented[bytes.length - 2] = 200;
    for (const strange of [
      new Uint8Array([...bytes, 13, 10]),
      new Uint8Array([...bytes, ...new Uint8Array(3_000)]),
      new Uint8Array([10, ...bytes]),
      commented,
    ])
      expect(await read(strange)).toMatchObject(expected);
  });
});

describe('cells, however a program writes them', () => {
  it.each<[string, string]>([
    ['without references', `<sheetData>${FILLED.slice(11).replace(/ r="[A-Z]*\d+"/g, '')}`],
    ['without references of rows', FILLED.replace(/<row r="\d+"/g, '<row')],
    ['without references of cells', FILLED.replace(/<c r="[A-Z]+\d+"/g, '<c')],
    ['in small letters', FILLED.replace(/r="([A-Z]\d+)"/g, (_all, at: string) => `r="${at.toLowerCase()}"`)],
    [
      'from the last row up',
      sheetData([]).replace(
        '><',
        `>${[...filled()]
          .map((texts, index) => textRow(index + 1, texts))
          .reverse()
          .join('')}<`,
      ),
    ],
    ['with blanks and comments between', FILLED.replaceAll('<c ', '\n  <!-- c --><c ')],
  ])('%s', async (_what, xml) => {
    expect(await read({ sheets: [{ xml }] })).toMatchObject({
      rows: [{ findingId: first, conclusion: 'FIXED', explanation: WHY, reference: 'T-1' }],
      problems: [],
      ignored: [],
    });
  });

  const text = (g: string, more: Partial<WrittenBook> = {}) =>
    read({ sheets: [{ xml: cells(F, g) }], ...more }).then(({ rows }) => rows[0]?.explanation);

  it.each<[string, string, string]>([
    [
      'rich text',
      '<c r="G2" t="inlineStr"><is><r><t>One </t></r><r><rPr><b/></rPr><t>two</t></r></is></c>',
      'One two',
    ],
    ['CDATA', '<c r="G2" t="inlineStr"><is><t><![CDATA[a <b> & c]]></t></is></c>', 'a <b> & c'],
    [
      'CDATA in pieces',
      '<c r="G2" t="inlineStr"><is><t>x<![CDATA[<]]>y&lt;<![CDATA[z]]></t></is></c>',
      'x<y<z',
    ],
    [
      'a guide to its pronunciation',
      '<c r="G2" t="inlineStr"><is><t>课题</t><rPh sb="0" eb="2"><t>カダイ</t></rPh><phoneticPr fontId="1"/></is></c>',
      '课题',
    ],
    ['a text of a formula that is none', `<c r="G2" t="str"><v>${WHY}</v></c>`, WHY],
    [
      'codes of characters',
      '<c r="G2" t="inlineStr"><is><t>one_x000D_\ntwo _x005F_x0041_ _x0041_</t></is></c>',
      'one\ntwo _x0041_ A',
    ],
    [
      'a code of no character',
      '<c r="G2" t="inlineStr"><is><t>one_x0000_two three</t></is></c>',
      'one\ufffdtwo three',
    ],
    ['a number', '<c r="G2"><v>4711000000</v></c>', '4711000000'],
    ['a small number', '<c r="G2" t="n"><v>1.5E-2</v></c>', '0.015'],
    ['a truth', '<c r="G2" t="b"><v>1</v></c>', 'TRUE'],
    ['a date of ISO 8601', '<c r="G2" t="d"><v>2026-03-01T00:00:00</v></c>', '2026-03-01'],
    ['inline text of another type', '<c r="G2"><is><t>as some write it</t></is></c>', 'as some write it'],
  ])('%s is text', async (_what, g, expected) => expect(await text(g)).toBe(expected));

  it('shared strings are looked up, guides to pronunciation left out', async () => {
    const strings = `<si><t>x</t></si><si><r><t>Bound </t></r><r><t>once</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>`;
    expect(await text('<c r="G2" t="s"><v>1</v></c>', { strings })).toBe('Bound once');
    const { problems } = await read({ sheets: [{ xml: cells(F, '<c r="G2" t="s"><v>7</v></c>') }], strings });
    expect(problems).toMatchObject([{ column: 'G', code: 'ERROR_VALUE' }]);
  });

  const formats =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy/m/d"/><numFmt numFmtId="165" formatCode="0.0 &quot;days&quot;"/><numFmt numFmtId="166" formatCode="[Red]General"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="166"/><xf numFmtId="31"/></cellXfs>';
  it.each([
    [1, '46082', '2026-03-01'],
    [1, '46082.75', '2026-03-01 18:00'],
    [1, '0.75', '18:00'],
    [1, '1', '1900-01-01'],
    [2, '46082', '46082'],
    [3, '46082', '2026-03-01'],
    [4, '46082', '46082'],
    [5, '46082', '2026-03-01'],
    [9, '46082', '46082'],
  ])('a number of format %i is a date where the format is one: %s is %s', async (style, value, expected) => {
    expect(await text(`<c r="G2" s="${style}"><v>${value}</v></c>`, { styles: formats })).toBe(expected);
  });

  it('days count from 1904 where the file says so', async () => {
    const more = { styles: formats, settings: '<workbookPr date1904="1"/>' };
    expect(await text('<c r="G2" s="1"><v>44620</v></c>', more)).toBe('2026-03-01');
  });

  it.each([
    ['of WPS', '<c r="H2" t="str"><f>_xlfn.DISPIMG("ID_0A",1)</f><v>=DISPIMG("ID_0A",1)</v></c>'],
    ['of WPS, saved by another program', '<c r="H2" t="str"><v>=DISPIMG("ID_0A",1)</v></c>'],
    ['of Excel', '<c r="H2" t="e" vm="1"><v>#VALUE!</v></c>'],
    [
      'of a formula',
      '<c r="H2" t="e" vm="1"><f>_xlfn.IMAGE("https://x.example/a.png")</f><v>#VALUE!</v></c>',
    ],
  ])('a picture in a cell is said, and the row is read: %s', async (_what, h) => {
    const { rows, problems } = await read({ sheets: [{ xml: cells(F, G, h) }] });
    expect(rows).toMatchObject([{ conclusion: 'FIXED', explanation: WHY, reference: '' }]);
    expect(problems).toMatchObject([{ row: 2, column: 'H', code: 'PICTURE' }]);
  });

  it.each([
    ['a formula', '<c r="G2" t="str"><f>A1</f><v>Finding ID</v></c>', 'FORMULA'],
    ['a shared formula', '<c r="G2" t="str"><f t="shared" si="0"/><v>x</v></c>', 'FORMULA'],
    ['an error', '<c r="G2" t="e"><v>#N/A</v></c>', 'ERROR_VALUE'],
  ])('%s is said', async (_what, g, code) => {
    const { rows, problems } = await read({ sheets: [{ xml: cells(F, g) }] });
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ sheet: 'Sheet1', row: 2, column: 'G', code }]);
  });

  it('rows and cells that hold nothing are not counted', async () => {
    const empty = Array.from(
      { length: 20_000 },
      (_, index) => `<row r="${index + 10}" s="1"><c s="1"/><c s="${index % 9}"/></row>`,
    );
    const { rows } = await read({
      sheets: [{ xml: FILLED.replace('</sheetData>', `${empty.join('')}</sheetData>`) }],
    });
    expect(rows).toHaveLength(1);
  });
});

describe('merged cells', () => {
  const merged = (ranges: string[], rows: string[][]) =>
    read({
      sheets: [
        {
          xml: `${sheetData(filled(rows))}<mergeCells>${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
        },
      ],
    });

  it('say the same for each of their rows, whatever is left behind them', async () => {
    const { rows, problems } = await merged(
      ['F2:F4', 'G2:G3'],
      [
        ['Fixed', WHY, 'T-1'],
        ['False positive', 'left behind', ''],
        ['', 'The third by itself.', ''],
      ],
    );
    expect(problems).toEqual([]);
    expect(
      rows.map(({ conclusion, explanation, reference }) => [conclusion, explanation, reference]),
    ).toEqual([
      ['FIXED', WHY, 'T-1'],
      ['FIXED', WHY, ''],
      ['FIXED', 'The third by itself.', ''],
    ]);
  });

  it('count for the column that they begin in only', async () => {
    const { rows } = await merged(
      ['F2:H3'],
      [
        ['Fixed', '', ''],
        ['', WHY, ''],
      ],
    );
    expect(rows.map(({ findingId, explanation }) => [findingId, explanation])).toEqual([
      [first, ''],
      [second, WHY],
    ]);
  });
});

describe('several sheets', () => {
  const sheet = (name: string, rows: string[][], state?: string) => ({
    name,
    xml: sheetData(filled(rows)),
    ...(state ? { state } : {}),
  });
  const DONE = ['Fixed', WHY, ''];

  it('are all read that have findings: a filled copy, and a split', async () => {
    const copied = await read({ sheets: [sheet('Findings', []), sheet('Findings (2)', [DONE])] });
    expect(copied.rows.map(({ findingId }) => findingId)).toEqual([first]);
    const split = await read({
      sheets: [sheet('A', [DONE]), sheet('B', [[], DONE]), sheet('C', [[], [], DONE])],
    });
    expect(split.rows.map(({ findingId }) => findingId)).toEqual([first, second, third]);
    expect([copied.problems, split.problems]).toEqual([[], []]);
  });

  it('that say the same are no problem; those that differ are asked about with both places', async () => {
    expect((await read({ sheets: [sheet('A', [DONE]), sheet('B', [DONE])] })).rows).toHaveLength(1);
    const { rows, problems } = await read({ sheets: [sheet('A', [DONE]), sheet('B', [['误报', WHY, '']])] });
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([
      {
        sheet: 'A',
        row: 2,
        column: 'A',
        code: 'DUPLICATE_ROW',
        values: { otherSheet: 'B', otherCell: 'A2' },
      },
      {
        sheet: 'B',
        row: 2,
        column: 'A',
        code: 'DUPLICATE_ROW',
        values: { otherSheet: 'A', otherCell: 'A2' },
      },
    ]);
  });

  it.each(['hidden', 'veryHidden'])(
    'that are %s are named, and read only where they are all there is',
    async (state) => {
      const beside = await read({ sheets: [sheet('Old', [['误报', WHY, '']], state), sheet('New', [DONE])] });
      expect(beside.rows).toMatchObject([{ conclusion: 'FIXED' }]);
      expect(beside.notes).toEqual([{ sheet: 'Old', code: 'HIDDEN_SHEET', count: 1 }]);
      expect((await read({ sheets: [sheet('Old', [DONE], state)] })).rows).toHaveLength(1);
    },
  );
});

describe('what is on a sheet and is no cell', () => {
  const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const references = (...list: [type: string, target: string][]) =>
    `<Relationships>${list.map(([type, target], index) => `<Relationship Id="r${index}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

  it('is named: pictures over cells, and comments', async () => {
    const { rows, notes } = await read({
      sheets: [{ xml: FILLED }],
      parts: {
        'xl/worksheets/_rels/sheet1.xml.rels': references(
          ['drawing', '../drawings/drawing1.xml'],
          ['comments', '../comments1.xml'],
        ),
        'xl/drawings/drawing1.xml': '<x/>',
        'xl/drawings/_rels/drawing1.xml.rels': references(
          ['image', '../media/a.png'],
          ['image', '../media/b.png'],
        ),
      },
    });
    expect(rows).toHaveLength(1);
    expect(notes).toEqual([
      { sheet: 'Sheet1', code: 'PICTURES', count: 2 },
      { sheet: 'Sheet1', code: 'COMMENTS', count: 1 },
    ]);
  });
});

describe('finding ids and columns, as people leave them', () => {
  const withIds = (change: (id: string) => string) =>
    writeSheets({
      sheets: [
        {
          xml: sheetData(
            filled().map(([id = '', ...rest]) => [id === 'Finding ID' ? id : change(id), ...rest]),
          ),
        },
      ],
    });

  it.each<[string, (id: string) => string]>([
    ['in capitals', (id) => id.toUpperCase()],
    ['in brackets', (id) => `{${id}}`],
    ['with what cannot be seen', (id) => `\u200b${id}\u00a0`],
    ['after a number', (id) => `No. 1: ${id}`],
  ])('ids are known %s', async (_what, change) => {
    expect((await read(withIds(change))).rows).toMatchObject([{ findingId: first }]);
  });

  it('are missing where the column is empty', async () => {
    expect(
      await readWorkbook(
        withIds(() => ''),
        content,
      ),
    ).toEqual({ ok: false, reason: 'ID_COLUMN_MISSING' });
  });

  it('problems name no column that they are not about', async () => {
    const titles = (f: string, g: string, h: string) => [...TITLES.slice(0, 5), f, g, h];
    const swapped = [titles('Explanation', '处理结论', '附件'), ...filled([[WHY, 'Fixed', 'T-1']]).slice(1)];
    expect((await read({ sheets: [{ xml: sheetData(swapped) }] })).rows).toMatchObject([
      { conclusion: 'FIXED', explanation: WHY, reference: 'T-1' },
    ]);
    const unknown = [titles('处理结论', '说明理由', '附件'), ...filled([['也许', WHY, '']]).slice(1)];
    expect((await read({ sheets: [{ xml: sheetData(unknown) }] })).problems).toMatchObject([
      { column: 'F', code: 'CONCLUSION_UNKNOWN', values: { word: '也许' } },
    ]);
  });
});

describe('files that other programs call a sheet', () => {
  const part = (path: string) => writeSheets({ sheets: [], parts: { [path]: 'x' } });
  const zipOf = (...names: string[]) =>
    writeZip(
      names.map((name) => ({ name, bytes: Buffer.from('x') })),
      AT,
    );
  const BINARY =
    '<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>';
  const compound = (...names: string[]) =>
    new Uint8Array(
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.alloc(512),
        ...names.map((name) => Buffer.from(`${name}\0`, 'utf16le')),
      ]),
    );
  it.each<[string, Uint8Array, string]>([
    ['an old workbook', compound('Root Entry', 'Workbook'), 'OLD_XLS'],
    ['a protected workbook', compound('Root Entry', 'EncryptedPackage'), 'ENCRYPTED'],
    ['values with commas', Buffer.from('问题编号,结论\n1,误报\n', 'utf8'), 'PLAIN_TEXT'],
    [
      'values in GBK',
      Uint8Array.from([0xce, 0xca, 0xcc, 0xe2, 0x2c, 0xbd, 0xe1, 0xc2, 0xdb, 0x0d, 0x0a]),
      'PLAIN_TEXT',
    ],
    ['a web page', Buffer.from('<table><tr><td>误报</td></tr></table>'.repeat(2_000), 'utf8'), 'PLAIN_TEXT'],
    ['values in UTF-16', Buffer.from('\ufeffID\tConclusion\n', 'utf16le'), 'PLAIN_TEXT'],
    ['a workbook with macros', part('xl/vbaProject.bin'), 'MACROS'],
    ['an OpenDocument sheet', zipOf('mimetype', 'content.xml'), 'OPEN_DOCUMENT'],
    ['a Numbers document', zipOf('Index/Document.iwa', 'Metadata/Properties.plist'), 'NUMBERS'],
    [
      'a binary workbook',
      writeSheets({ sheets: [], parts: { '[Content_Types].xml': BINARY } }),
      'BINARY_XLSB',
    ],
  ])('%s is named', async (_what, bytes, reason) => {
    expect(await readWorkbook(new Uint8Array(bytes), content)).toEqual({ ok: false, reason });
  });
});
