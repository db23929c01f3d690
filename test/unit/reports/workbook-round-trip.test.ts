import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { buildWorkbook } from '@/lib/reports/build-workbook';
import { readWorkbook } from '@/lib/reports/read-workbook';
import { comparableText } from '@/lib/reports/rules/cell-text';
import { CONCLUSIONS } from '@/lib/reports/rules/conclusion';
import { reportContent, reportFinding } from './report-fixture';

/** Texts that people, programs and attackers write into cells. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    "=cmd|' /C calc'!A0",
    '_x0041_',
    '_x000D_',
    'a\r\nb',
    ' x ',
    '<b>&amp;</b>',
    ']]>',
  ),
);
const assessment = fc.record({
  conclusion: fc.constantFrom(...CONCLUSIONS),
  explanation: text.map((value) => `Because of this: ${value}`),
  reference: text,
});
/** What a cell can hold of it: the same text, but for characters that XML has no place for. */
const held = (value: string) =>
  comparableText(
    value
      .replace(/\r\n?/g, '\n')
      .replace(/[^\t\n\u0020-\u007e\u0080-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd'),
  );

describe('a workbook that comes back as it went out', () => {
  it('says what was written into it, whatever the text, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(assessment, { minLength: 1, maxLength: 4 }),
        text,
        fc.constantFrom(...LOCALES),
        async (assessments, hostile, locale) => {
          const findings = assessments.map(() =>
            reportFinding({
              values: { parameter: hostile, database: 'PostgreSQL', payload: hostile },
              evidence: { request: hostile, response: `=${hostile}`, isTruncated: false, marks: [] },
            }),
          );
          const content = reportContent(
            findings,
            findings.map(
              ({ id }, index) => [id, assessments[index] as (typeof assessments)[number]] as const,
            ),
          );
          const read = await readWorkbook(await buildWorkbook(content, locale), content);
          expect(read).toEqual({
            ok: true,
            rows: findings.map(({ id }, index) => ({
              findingId: id,
              conclusion: assessments[index]?.conclusion,
              explanation: held(assessments[index]?.explanation ?? ''),
              reference: held(assessments[index]?.reference ?? ''),
            })),
            ignored: [],
            ignoredBeyond: 0,
            problems: [],
            problemsBeyond: 0,
            unknownIds: [],
            notes: [],
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says nothing when nothing was filled in', async () => {
    const content = reportContent([reportFinding(), reportFinding()]);
    const read = await readWorkbook(await buildWorkbook(content, 'en'), content);
    expect(read).toMatchObject({ ok: true, rows: [], ignored: [], problems: [], unknownIds: [] });
  });

  it('is the same bytes each time', async () => {
    const content = reportContent([reportFinding()]);
    const [first, second] = [await buildWorkbook(content, 'en'), await buildWorkbook(content, 'en')];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });
});
