import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '@/lib/i18n/locales';
import { buildWorkbook } from '@/lib/reports/build-workbook';
import { readWorkbook } from '@/lib/reports/read-workbook';
import type { Conclusion } from '@/lib/reports/rules/conclusion';
import { type EditedRow, editOpenDocument, type TypedCell } from './edit-open-document';
import { isLibreOfficeInstalled, openLibreOffice } from './libre-office';
import { reportContent, reportFinding } from './report-fixture';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures/sheets');
const IDS = [1, 2, 3].map((number) => `019cadc6-9a80-7000-8000-00000000000${number}`);
const [FIRST = '', SECOND = '', THIRD = ''] = IDS;
const content = reportContent(IDS.map((id) => reportFinding({ id })));
const WHY = 'Values are bound parameters.\nThe log shows it: a < b & c.';

const typeIn =
  (...typed: TypedCell[][]) =>
  (rows: EditedRow[]) =>
    rows.map((row, index): EditedRow => ({ ...row, typed: typed[index] ?? [] }));
const FILLED = typeIn(['False positive', WHY, 'T-1'], ['Fixed', '', ''], ['', '', '']);
const said = (findingId: string, conclusion: Conclusion, explanation = '', reference = '') => ({
  ...{ findingId, conclusion, explanation, reference },
});
const EXPECTED = [said(FIRST, 'FALSE_POSITIVE', WHY, 'T-1'), said(SECOND, 'FIXED')];

type Case = {
  locale?: Locale;
  edit: (rows: EditedRow[]) => EditedRow[];
  ownColumn?: string;
  rows: object[];
  ignored?: object[];
};
/** What people do to a sheet on the screen, and what comes of it. */
const CASES: Record<string, Case> = {
  filled: { edit: FILLED, rows: EXPECTED },
  filtered: {
    edit: (rows) => FILLED(rows).map((row, index) => ({ ...row, isFiltered: index === 0 })),
    rows: EXPECTED,
  },
  sorted: { edit: (rows) => FILLED(rows).reverse(), rows: [...EXPECTED].reverse() },
  deleted: { edit: (rows) => FILLED(rows).slice(0, 1), rows: EXPECTED.slice(0, 1) },
  pasted: {
    edit: (rows) => FILLED(rows).map((row) => ({ ...row, typed: ['Li Na', ...row.typed] })),
    ownColumn: 'Owner',
    rows: EXPECTED,
    ignored: [2, 3, 4].map((row) => ({ sheet: 'Findings', row, column: 'F', text: 'Li Na' })),
  },
  merged: {
    edit: typeIn(
      [{ span: 3, text: 'Risk accepted' }, { span: 2, text: WHY }, 'T-1'],
      ['covered', 'covered', ''],
      ['covered', 'Another reason.', ''],
    ),
    rows: [
      said(FIRST, 'RISK_ACCEPTED', WHY, 'T-1'),
      said(SECOND, 'RISK_ACCEPTED', WHY),
      said(THIRD, 'RISK_ACCEPTED', 'Another reason.'),
    ],
  },
  dates: {
    edit: typeIn(
      ['Fixed', { date: '2026-03-05' }, { date: '2026-03-06' }],
      ['Fixed', '2026-03-07', '5/3/2026'],
    ),
    rows: [said(FIRST, 'FIXED', '2026-03-05', '2026-03-06'), said(SECOND, 'FIXED', '2026-03-07', '5/3/2026')],
  },
  chinese: {
    locale: 'zh-CN',
    edit: typeIn(['误报', '参数均为绑定变量，扫描器误判。', '工单 12'], ['已修复', '', '']),
    rows: [said(FIRST, 'FALSE_POSITIVE', '参数均为绑定变量，扫描器误判。', '工单 12'), said(SECOND, 'FIXED')],
  },
};

describe('a workbook that LibreOffice wrote', () => {
  // Our texts of then are in it: what they say today is compared below.
  it.each(Object.entries(CASES))('says what was typed: %s', async (name, { rows }) => {
    const bytes = readFileSync(path.join(FIXTURES, `${name}.xlsx`));
    expect(await readWorkbook(new Uint8Array(bytes), content)).toMatchObject({
      ok: true,
      rows,
      problems: [],
    });
  });
});

describe.runIf(isLibreOfficeInstalled())('a workbook that goes through LibreOffice', () => {
  const office = openLibreOffice();
  afterAll(() => office.close());

  beforeAll(async () => {
    const locales: Locale[] = ['en', 'zh-CN'];
    for (const locale of locales) office.write(locale, 'xlsx', await buildWorkbook(content, locale));
    await office.convert(locales, 'xlsx', 'fods');
    for (const [name, { locale = 'en', edit, ownColumn }] of Object.entries(CASES)) {
      const sheet = office.read(locale, 'fods').toString('utf8');
      office.write(name, 'fods', editOpenDocument(sheet, edit, ownColumn));
    }
    await office.convert(Object.keys(CASES), 'fods', 'xlsx');
  });

  it('keeps its filter, its list, its links and its dates', () => {
    const xml = office.read('en', 'fods').toString('utf8');
    expect(xml).toContain(
      'table:target-range-address="Findings.A1:Findings.H4" table:display-filter-buttons="true"',
    );
    expect(xml).toContain(
      'cell-content-is-in-list(&quot;False positive&quot;;&quot;Fixed&quot;;&quot;Risk accepted&quot;)',
    );
    expect(xml).toContain('xlink:href="https://shop.example.com/search?q=1"');
    expect(xml).toContain('office:date-value="2026-03-02T09:00:00"');
  });

  it.each(Object.entries(CASES))('says exactly what was typed: %s', async (name, one) => {
    const bytes = office.read(name, 'xlsx');
    const { rows, ignored = [] } = one;
    expect(await readWorkbook(new Uint8Array(bytes), content)).toEqual({
      ...{ ok: true, rows, ignored, ignoredBeyond: 0, unknownIds: [], notes: [] },
      ...{ problems: [], problemsBeyond: 0 },
    });
    // Files for machines without the program: KEEP_SHEETS=1 writes them.
    if (process.env.KEEP_SHEETS) writeFileSync(path.join(FIXTURES, `${name}.xlsx`), bytes);
  });
});
