import type ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '@/lib/reports/build-workbook';
import { readWorkbook } from '@/lib/reports/read-workbook';
import { type Edit, editWorkbook } from './edit-workbook';
import { reportContent, reportFinding } from './report-fixture';

const findings = [reportFinding(), reportFinding(), reportFinding()];
const content = reportContent(findings);
const [first = reportFinding(), second = reportFinding()] = findings;
const WHY = 'The parameter is never part of a statement.';

async function readAfter(edit: Edit, locale: 'en' | 'zh-CN' = 'en') {
  const read = await readWorkbook(await editWorkbook(await buildWorkbook(content, locale), edit), content);
  if (!read.ok) throw new TypeError(read.reason);
  return read;
}
const fill = (
  sheet: ExcelJS.Worksheet,
  row: number,
  f: ExcelJS.CellValue,
  g: ExcelJS.CellValue,
  h: ExcelJS.CellValue,
) => {
  sheet.getCell(`F${row}`).value = f;
  sheet.getCell(`G${row}`).value = g;
  sheet.getCell(`H${row}`).value = h;
};

describe('what F, G and H say', () => {
  it.each([
    ['False positive', 'FALSE_POSITIVE'],
    ['  false   POSITIVE ', 'FALSE_POSITIVE'],
    ['误报', 'FALSE_POSITIVE'],
    ['FALSE_POSITIVE', 'FALSE_POSITIVE'],
    ['Fixed', 'FIXED'],
    ['已修复', 'FIXED'],
    ['risk-accepted', 'RISK_ACCEPTED'],
    ['接受风险', 'RISK_ACCEPTED'],
  ])('%j is %s', async (word, conclusion) => {
    const { rows, problems } = await readAfter((sheet) => fill(sheet, 2, word, WHY, ''));
    expect({ rows, problems }).toEqual({
      rows: [{ findingId: first.id, conclusion, explanation: WHY, reference: '' }],
      problems: [],
    });
  });

  it('is read from every shape that programs give a cell', async () => {
    const { rows, problems } = await readAfter((sheet) => {
      fill(
        sheet,
        2,
        { richText: [{ text: 'False ' }, { font: { bold: true }, text: 'positive' }] },
        { richText: [{ text: 'Encoded ' }, { text: 'on output' }] },
        { text: 'Ticket 7', hyperlink: 'https://tickets.example.com/7' },
      );
      fill(sheet, 3, 'Fixed', 4_711_000_000, new Date('2026-03-01T00:00:00Z'));
      sheet.getCell('H3').style = { numFmt: 'yyyy-mm-dd' };
    });
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        findingId: first.id,
        conclusion: 'FALSE_POSITIVE',
        explanation: 'Encoded on output',
        reference: 'Ticket 7',
      },
      { findingId: second.id, conclusion: 'FIXED', explanation: '4711000000', reference: '2026-03-01' },
    ]);
  });

  it.each<[string, ExcelJS.CellValue, ExcelJS.CellValue, ExcelJS.CellValue, string, string]>([
    ['an unknown word', 'Maybe', WHY, '', 'F', 'CONCLUSION_UNKNOWN'],
    ['no conclusion', null, WHY, '', 'F', 'CONCLUSION_MISSING'],
    ['a false positive without a reason', 'False positive', 'no', '', 'G', 'EXPLANATION_MISSING'],
    ['a text too long', 'Fixed', 'x'.repeat(4_001), '', 'G', 'TOO_LONG'],
    ['a reference too long', 'Fixed', WHY, 'x'.repeat(1_001), 'H', 'TOO_LONG'],
    ['a formula', 'Fixed', { formula: 'A1', result: WHY }, '', 'G', 'FORMULA'],
    ['a formula as conclusion', { formula: '"Fixed"', result: 'Fixed' }, WHY, '', 'F', 'FORMULA'],
    ['an error', 'Fixed', { error: '#N/A' }, '', 'G', 'ERROR_VALUE'],
  ])('is refused with %s, and the other rows are read', async (_what, f, g, h, column, code) => {
    const { rows, problems } = await readAfter((sheet) => {
      fill(sheet, 2, f, g, h);
      fill(sheet, 3, 'Fixed', WHY, '');
    });
    expect(problems).toMatchObject([{ sheet: 'Findings', row: 2, column, code }]);
    expect(rows.map(({ findingId }) => findingId)).toEqual([second.id]);
  });

  it('is asked about where a finding is in two rows that differ, with both places', async () => {
    const { rows, problems } = await readAfter((sheet) => {
      fill(sheet, 2, 'Fixed', WHY, '');
      sheet.getCell('A3').value = first.id;
      fill(sheet, 3, 'False positive', WHY, '');
    });
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([
      { row: 2, column: 'A', code: 'DUPLICATE_ROW', values: { otherSheet: 'Findings', otherCell: 'A3' } },
      { row: 3, column: 'A', code: 'DUPLICATE_ROW', values: { otherSheet: 'Findings', otherCell: 'A2' } },
    ]);
  });

  it('counts once where a finding is in two rows that say the same, or one says nothing', async () => {
    const same = await readAfter((sheet) => {
      for (const row of [2, 3]) fill(sheet, row, 'Fixed', WHY, '');
      sheet.getCell('A3').value = first.id;
    });
    const empty = await readAfter((sheet) => {
      sheet.getCell('A3').value = first.id;
      fill(sheet, 3, 'Fixed', WHY, '');
    });
    for (const { rows, problems } of [same, empty])
      expect({ rows, problems }).toMatchObject({ rows: [{ findingId: first.id }], problems: [] });
  });
});

describe('what is not the seller’s', () => {
  it('is named and left as it is', async () => {
    const { rows, ignored, unknownIds } = await readAfter((sheet) => {
      fill(sheet, 2, 'Fixed', WHY, '');
      sheet.getCell('C2').value = 'Low';
      sheet.getCell('D3').value = { formula: 'A1', result: 'x' };
      sheet.getCell('K2').value = 'my note';
      sheet.getCell('B9').value = 'a line of its own';
      sheet.getCell('A10').value = '018f0000-0000-7000-8000-000000000000';
    });
    expect(rows).toHaveLength(1);
    expect(ignored.map(({ row, column, text }) => [row, column, text])).toEqual([
      [2, 'C', 'Low'],
      [2, 'K', 'my note'],
      [3, 'D', '=A1'],
      [9, 'B', 'a line of its own'],
    ]);
    expect(unknownIds).toEqual([
      { sheet: 'Findings', row: 10, column: 'A', id: '018f0000-0000-7000-8000-000000000000' },
    ]);
  });

  it('may be in the other language without counting as changed', async () => {
    expect((await readAfter(() => undefined, 'zh-CN')).ignored).toEqual([]);
  });

  it('is listed up to a hundred cells, and counted beyond', async () => {
    const { ignored, ignoredBeyond } = await readAfter((sheet) => {
      for (let row = 10; row < 160; row++) sheet.getCell(`C${row}`).value = 'x';
    });
    expect([ignored.length, ignoredBeyond]).toEqual([100, 50]);
  });

  it('is counted beyond a thousand where it cannot be taken', async () => {
    const many = reportContent(Array.from({ length: 1_020 }, () => reportFinding()));
    const bytes = await editWorkbook(await buildWorkbook(many, 'en'), (sheet) => {
      for (let row = 2; row < 1_022; row++) sheet.getCell(`F${row}`).value = 'Perhaps';
    });
    const read = await readWorkbook(bytes, many);
    if (!read.ok) throw new TypeError(read.reason);
    expect([read.rows, read.problems.length, read.problemsBeyond]).toEqual([[], 1_000, 20]);
  });

  it('is listed up to a hundred rows of another report, and counted beyond', async () => {
    const { unknownIds, ignoredBeyond } = await readAfter((sheet) => {
      for (let row = 10; row < 130; row++)
        sheet.getCell(`A${row}`).value = `018f0000-0000-7000-8000-${String(row).padStart(12, '0')}`;
    });
    expect([unknownIds.length, ignoredBeyond]).toEqual([100, 20]);
  });
});

describe('columns', () => {
  it('are found by their titles, wherever they stand', async () => {
    const { rows, ignored } = await readAfter((sheet) => {
      sheet.spliceColumns(1, 0, ['My numbers', 1, 2, 3]);
      const conclusion = ['Evidence reference', 'Conclusion', 'Explanation'];
      for (const [index, title] of conclusion.entries()) sheet.getCell(1, 7 + index).value = title;
      sheet.getCell('G2').value = 'Ticket 7';
      sheet.getCell('H2').value = 'Fixed';
      sheet.getCell('I2').value = WHY;
    });
    expect(rows).toEqual([
      { findingId: first.id, conclusion: 'FIXED', explanation: WHY, reference: 'Ticket 7' },
    ]);
    expect(ignored.map(({ column }) => column)).toEqual(['A', 'A', 'A']);
  });

  it('are found by their letters where the titles are gone', async () => {
    const { rows } = await readAfter((sheet) => {
      sheet.spliceRows(1, 1);
      fill(sheet, 1, 'Fixed', WHY, 'Ticket 7');
    });
    expect(rows).toEqual([
      { findingId: first.id, conclusion: 'FIXED', explanation: WHY, reference: 'Ticket 7' },
    ]);
  });

  it('are found below lines that a person put above', async () => {
    const { rows, notes, ignored, unknownIds } = await readAfter((sheet) => {
      fill(sheet, 2, 'Fixed', WHY, '');
      sheet.spliceRows(1, 0, ...Array.from({ length: 30 }, (_, index) => [`Cover line ${index}`, 'x']));
    });
    expect(rows).toHaveLength(1);
    expect(notes).toEqual([{ sheet: 'Findings', code: 'LINES_ABOVE', count: 30 }]);
    expect([...ignored, ...unknownIds]).toEqual([]);
  });

  it.each([
    ['translated', ['编号', '弱点', '级别', '在哪里', '证明', '处理结论', '理由', '附件']],
    ['translated in part', ['Finding ID', 'Vulnerability', '', '', '', '处理结论', '理由', '附件']],
  ])('are found by their letters where titles are %s', async (_what, titles) => {
    const { rows, problems, ignored, unknownIds, notes } = await readAfter((sheet) => {
      for (const [index, title] of titles.entries()) if (title) sheet.getCell(1, index + 1).value = title;
      fill(sheet, 2, 'Fixed', WHY, 'Ticket 7');
    });
    expect(rows).toEqual([
      { findingId: first.id, conclusion: 'FIXED', explanation: WHY, reference: 'Ticket 7' },
    ]);
    expect([...problems, ...ignored, ...unknownIds, ...notes]).toEqual([]);
  });

  it('are named where one is missing that is needed', async () => {
    const bytes = await editWorkbook(await buildWorkbook(content, 'en'), (sheet) => {
      sheet.spliceColumns(1, 1);
    });
    expect(await readWorkbook(bytes, content)).toEqual({ ok: false, reason: 'ID_COLUMN_MISSING' });
  });

  it('mean nothing on a sheet without our findings', async () => {
    const other = await buildWorkbook(reportContent([reportFinding()]), 'en');
    const read = await readWorkbook(other, content);
    expect(read).toMatchObject({ ok: true, rows: [], unknownIds: [{ row: 2 }] });
    const emptied = await editWorkbook(other, (sheet) =>
      sheet.eachRow((row) => {
        row.values = [];
      }),
    );
    expect(await readWorkbook(emptied, content)).toEqual({ ok: false, reason: 'NO_FINDINGS_SHEET' });
  });
});
