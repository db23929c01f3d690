import { describe, expect, it } from 'vitest';
import { readWorkbook } from '@/lib/reports/read-workbook';
import { writeZip } from '@/lib/reports/zip/write-zip';
import { content, FILLED, filled, first, read, second, sheetData, TITLES, third, WHY } from './filled-report';
import { AT } from './report-fixture';
import { type WrittenBook, writeSheets } from './write-sheets';

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
  const makeZip = (...names: string[]) =>
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
    ['an OpenDocument sheet', makeZip('mimetype', 'content.xml'), 'OPEN_DOCUMENT'],
    ['a Numbers document', makeZip('Index/Document.iwa', 'Metadata/Properties.plist'), 'NUMBERS'],
    [
      'a binary workbook',
      writeSheets({ sheets: [], parts: { '[Content_Types].xml': BINARY } }),
      'BINARY_XLSB',
    ],
  ])('%s is named', async (_what, bytes, reason) => {
    expect(await readWorkbook(new Uint8Array(bytes), content)).toEqual({ ok: false, reason });
  });
});
