import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { readWorkbook } from '@/lib/reports/read-workbook';
import { reportRow } from '@/lib/reports/rules/report-content';
import { reportContent, reportFinding } from './report-fixture';
import { inline, textRow, type WrittenBook, writeSheets } from './write-sheets';

const findings = [reportFinding(), reportFinding(), reportFinding()];
export const content = reportContent(findings);
export const [first, second, third] = findings.map(({ id }) => id) as [string, string, string];
export const WHY = 'The parameter is bound, never concatenated.';
const [t = translator('en')] = LOCALES.map((locale) => translator(locale));
const ours = findings.map((finding) => Object.values(reportRow(finding, undefined, t)).slice(0, 5));
export const TITLES = [
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
export const filled = (rows: readonly (readonly string[])[] = [['Fixed', WHY, 'T-1']]) => [
  TITLES,
  ...ours.map((texts, index) => [...texts, ...(rows[index] ?? [])]),
];
export const sheetData = (rows: readonly (readonly string[])[]) =>
  `<sheetData>${rows.map((texts, index) => textRow(index + 1, texts)).join('')}</sheetData>`;
export const FILLED = sheetData(filled());

export async function read(book: WrittenBook | Uint8Array) {
  const reading = await readWorkbook(book instanceof Uint8Array ? book : writeSheets(book), content);
  if (!reading.ok) throw new TypeError(reading.reason);
  return reading;
}
export const cells = (f: string, g: string, h = '') =>
  `<sheetData>${textRow(1, TITLES)}<row r="2">${inline(first, 'A2')}${f}${g}${h}</row></sheetData>`;
export const F = inline('Fixed', 'F2');
export const G = inline(WHY, 'G2');
