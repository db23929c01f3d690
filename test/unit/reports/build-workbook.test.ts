import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { decisionText } from '@/lib/appeals/rules/decision-text';
import type { CarriedDecision } from '@/lib/findings/finding-record';
import type { Standing } from '@/lib/findings/rules/standing';
import { buildWorkbook } from '@/lib/reports/build-workbook';
import { CELL_MAXIMUM } from '@/lib/reports/rules/cell-text';
import { reportFileName } from '@/lib/reports/rules/file-name';
import { AT, reportContent, reportFinding } from './report-fixture';

async function open(bytes: Uint8Array) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const [findings, about] = workbook.worksheets;
  if (!findings || !about) throw new TypeError('a sheet is missing');
  return { findings, about };
}
const decision: CarriedDecision = {
  ...{
    id: 'd',
    findingId: 'f',
    fingerprint: 'f',
    lookalikeKey: 'l',
    evidenceHash: 'e',
    checkId: 'c',
    checkVersion: 1,
  },
  ...{
    scope: 'WEBSITE',
    websiteId: 'w',
    assetId: 'a',
    revokedAt: null,
    revokeReason: null,
    revokerName: null,
  },
  ...{
    decidedAt: AT,
    validUntil: new Date('2026-04-01T09:00:00Z'),
    deciderName: 'A reviewer',
    reason: 'Proven.',
  },
  ...{
    conclusion: 'FALSE_POSITIVE',
    explanation: 'Bound parameters since 4.2.',
    reasonCode: null,
    reference: '',
  },
};
const standing = (state: 'CARRIED' | 'REOPENED'): Standing<CarriedDecision> =>
  state === 'CARRIED' ? { state, decision } : { state, decision, reason: 'EVIDENCE_CHANGED' };
const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

describe('the workbook', () => {
  it('has the columns A to H, titles frozen, in the language asked for', async () => {
    const content = reportContent([reportFinding()]);
    const { findings } = await open(await buildWorkbook(content, 'en'));
    expect(letters.map((letter) => findings.getCell(`${letter}1`).value)).toEqual([
      'Finding ID',
      'Vulnerability',
      'Severity (CVSS)',
      'Location',
      'Evidence and advice',
      'Conclusion',
      'Explanation',
      'Evidence reference',
    ]);
    expect(findings.columnCount).toBe(8);
    expect(findings.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(findings.autoFilter).toBe('A1:H2');
    const chinese = await open(await buildWorkbook(content, 'zh-CN'));
    expect(chinese.findings.getCell('F1').value).toBe('结论');
  });

  it('names the finding, its severity, its place, its proof and the advice', async () => {
    const finding = reportFinding();
    const { findings } = await open(await buildWorkbook(reportContent([finding]), 'en'));
    expect(findings.getCell('A2').value).toBe(finding.id);
    expect(findings.getCell('B2').value).toBe('SQL injection\nSQL injection in q (PostgreSQL)\nCWE-89');
    expect(findings.getCell('C2').value).toBe(
      `High · 9.1 · confirmed\nblocks release\n${finding.cvssVector}`,
    );
    expect(findings.getCell('D2').value).toEqual({
      text: 'GET https://shop.example.com/search?q=1\nParameter: q (query)',
      hyperlink: 'https://shop.example.com/search?q=1',
    });
    expect(String(findings.getCell('E2').value)).toMatch(
      /GET \/search\?q=' HTTP\/1\.1[\s\S]*<b>pf1[\s\S]*prepared statements/,
    );
  });

  it('offers the conclusions as a list and fills in what is known', async () => {
    const [first, second] = [reportFinding(), reportFinding()];
    const known = {
      conclusion: 'FIXED',
      explanation: 'Bound parameters since 4.2.',
      reference: '=HYPERLINK("x")',
    } as const;
    const { findings } = await open(
      await buildWorkbook(reportContent([first, second], [[second.id, known]]), 'zh-CN'),
    );
    expect(findings.getCell('F2').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['"误报,已修复,接受风险"'],
    });
    expect(['F2', 'G2', 'H2'].map((at) => findings.getCell(at).value ?? '')).toEqual(['', '', '']);
    expect(['F3', 'G3', 'H3'].map((at) => findings.getCell(at).value)).toEqual([
      '已修复',
      known.explanation,
      known.reference,
    ]);
  });

  it('gives each row the height of its longest cell, within what a screen shows', async () => {
    const content = reportContent([
      reportFinding(),
      reportFinding({
        id: 'ff31a7d4-2e02-4c0c-9d0e-0d1d6a2b4c01',
        url: `https://a.example/${'x'.repeat(5_000)}`,
      }),
    ]);
    const { findings, about } = await open(await buildWorkbook(content, 'zh-CN'));
    const heights = [1, 2, 3].map((row) => findings.getRow(row).height ?? 15);
    expect(heights[0]).toBe(30);
    expect(heights[1]).toBeGreaterThan(15);
    expect(heights[1]).toBeLessThanOrEqual(240);
    expect(heights[2]).toBe(240);
    expect(about.getRow(2).height).toBeUndefined();
  });

  it('holds no formula, whatever a finding says', async () => {
    const starts = ['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1'];
    const rows = starts.map((hostile) =>
      reportFinding({
        values: { parameter: hostile, database: hostile, payload: hostile },
        method: hostile,
        evidence: { request: hostile, response: hostile, isTruncated: false, marks: [] },
      }),
    );
    const { findings, about } = await open(
      await buildWorkbook({ ...reportContent(rows), assetName: '=1+1' }, 'en'),
    );
    for (const sheet of [findings, about])
      sheet.eachRow((row) =>
        row.eachCell((cell) => expect(cell.type, cell.address).not.toBe(ExcelJS.ValueType.Formula)),
      );
    expect(about.getCell('B2').value).toBe('=1+1');
  });

  it('shortens what a cell cannot hold', async () => {
    const finding = reportFinding({ url: `https://shop.example.com/${'a'.repeat(40_000)}` });
    const { findings } = await open(await buildWorkbook(reportContent([finding]), 'en'));
    const text = String(findings.getCell('D2').value);
    expect(text.length).toBeLessThanOrEqual(CELL_MAXIMUM);
    expect(text).toMatch(/\[shortened\]$/);
  });

  it('says of what and when it is, and how to fill it in', async () => {
    const { about } = await open(await buildWorkbook(reportContent([reportFinding()]), 'en'));
    const text = about.getSheetValues().flat().filter(Boolean).join('\n');
    for (const part of [
      'Billing desk',
      'No. 2',
      'shop.example.com',
      'score 90 of 100',
      'engine 1.0.0',
      '12 pages · 2 of 3 forms and 9 of 9 parameters tested · as a signed-in user',
      'UTC',
      'confirmed high finding',
      'Fill in columns F, G and H',
    ])
      expect(text).toContain(part);
  });

  it.each([
    ['UTC', '2026-03-02T09:00:00.000Z'],
    ['Asia/Shanghai', '2026-03-02T17:00:00.000Z'],
    ['America/New_York', '2026-03-02T04:00:00.000Z'],
  ])('writes times as dates of the zone %s', async (timeZone, at) => {
    const { about } = await open(await buildWorkbook(reportContent([reportFinding()]), 'en', timeZone));
    const dates = about
      .getColumn(2)
      .values.filter((value) => value instanceof Date)
      .map((date) => date.toISOString());
    expect(dates).toEqual([at, at]);
  });

  it('fills in what was accepted earlier, and says until when', async () => {
    const carried = reportFinding({ standing: standing('CARRIED') });
    const reopened = reportFinding({ standing: standing('REOPENED') });
    const content = reportContent([carried, reopened], [[carried.id, decisionText(decision)]]);
    const { findings, about } = await open(await buildWorkbook(content, 'en'));
    const severities = ['C2', 'C3'].map((at) => String(findings.getCell(at).value).split('\n').slice(1, -1));
    expect(severities).toEqual([
      ['accepted earlier, until 2026-04-01'],
      ['blocks release', 'accepted earlier, open again: the evidence is another'],
    ]);
    expect(['F2', 'G2', 'F3'].map((at) => findings.getCell(at).value)).toEqual([
      'False positive',
      decision.explanation,
      null,
    ]);
    expect(about.getColumn(2).values).toContain(
      '1 finding was accepted earlier and is filled in. Leave its row as it is.',
    );
  });
});

describe('the name of the file', () => {
  it.each([
    ['Billing desk', 'billing-desk_report_2026-03-02.xlsx'],
    ['../../etc/passwd', 'etc-passwd_report_2026-03-02.xlsx'],
    ['计费"\r\nX: y', 'x-y_report_2026-03-02.xlsx'],
    ['计费', 'report_2026-03-02.xlsx'],
  ])('of %j', (subject, name) => {
    expect(reportFileName(subject, new Date('2026-03-02T23:00:00Z'))).toBe(name);
  });
});
