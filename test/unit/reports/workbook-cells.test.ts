import { describe, expect, it } from 'vitest';
import { cells, F, FILLED, filled, first, G, read, second, sheetData, WHY } from './filled-report';
import { textRow, type WrittenBook } from './write-sheets';

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
    ['an error', '<c r="H2" t="e"><v>#N/A</v></c>', 'ERROR_VALUE'],
    ['a division', '<c r="H2" t="e"><v>#DIV/0!</v></c>', 'ERROR_VALUE'],
    ['an error of a formula', '<c r="H2" t="e"><f>VLOOKUP(A2,X!A:B,2,0)</f><v>#REF!</v></c>', 'FORMULA'],
    ['a formula', '<c r="H2" t="str"><f>HYPERLINK("https://x.example/1","T-1")</f><v>T-1</v></c>', 'FORMULA'],
    ['a shared text that is not there', '<c r="H2" t="s"><v>7</v></c>', 'ERROR_VALUE'],
  ])('a reference that cannot be read is said, and the row is read: %s', async (_what, h, code) => {
    const { rows, problems } = await read({ sheets: [{ xml: cells(F, G, h) }] });
    expect(rows).toMatchObject([{ conclusion: 'FIXED', explanation: WHY, reference: '' }]);
    expect(problems).toMatchObject([{ sheet: 'Sheet1', row: 2, column: 'H', key: 'reference', code }]);
  });

  it('an unread reference beside nothing is no conclusion', async () => {
    const { rows, problems } = await read({
      sheets: [{ xml: cells('', '', '<c r="H2" t="e"><v>#N/A</v></c>') }],
    });
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ column: 'H', code: 'ERROR_VALUE' }]);
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
