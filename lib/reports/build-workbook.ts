import ExcelJS from 'exceljs';
import type { AppMessages } from '@/lib/i18n/app-messages';
import { formatExactly } from '@/lib/i18n/format-instant';
import type { Locale } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { cleanCellText, escapeCellCodes } from './rules/cell-text';
import { COLUMNS, findColumnLetter, HEADER_ROW } from './rules/columns';
import { CONCLUSIONS, EXPLANATION_MINIMUM, IDEOGRAPH_WEIGHT } from './rules/conclusion';
import { type ReportContent, type ReportScan, reportRow } from './rules/report-content';
import { readZip } from './zip/read-zip';
import { writeZip } from './zip/write-zip';

/** Our own file: these only have to be beyond what a report can hold. */
const OWN_LIMITS = {
  entries: 1_000,
  totalBytes: 2 ** 31,
  ratio: Number.POSITIVE_INFINITY,
  ratioFromBytes: 0,
};
const THIN = { style: 'thin', color: { argb: 'FFDFE3E8' } } as const;
const OURS = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEEF0F3' } } as const;
const THEIRS = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFDF1DE' } } as const;

/** A line of the sheet about the report: the key of its name, empty for more of the line before. */
type Fact = [name: keyof AppMessages['reports']['about'] | '', text: string];

/**
 * The report as the customer's workbook: a sheet of findings with the columns A to H, the seller's conclusions filled
 * in, and a sheet about the report. Every cell is text, so that nothing in it is ever a formula. The same content gives
 * the same bytes.
 * @param timeZone IANA zone in which times are written
 */
export async function buildWorkbook(
  content: ReportContent,
  locale: Locale,
  timeZone = 'UTC',
): Promise<Uint8Array<ArrayBuffer>> {
  const t = translator(locale, timeZone);
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Preflight';
  workbook.created = content.generatedAt;
  workbook.modified = content.generatedAt;
  addFindings(workbook, content, t);
  addAbout(workbook, content, t, { locale, timeZone });
  const written = readZip(new Uint8Array(await workbook.xlsx.writeBuffer()), OWN_LIMITS);
  if (!written.ok) throw new TypeError(`the workbook was not written as a zip: ${written.reason}`);
  // exceljs dates the entries with the moment of writing.
  return writeZip(written.entries, content.generatedAt);
}

function addFindings(workbook: ExcelJS.Workbook, content: ReportContent, t: Translator): void {
  const sheet = workbook.addWorksheet(t('reports.sheets.findings'), {
    views: [{ state: 'frozen', ySplit: HEADER_ROW, xSplit: 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = COLUMNS.map(({ key, width }) => ({
    key,
    width,
    header: t(`reports.columns.${key}`),
    style: { alignment: { vertical: 'top', wrapText: true }, numFmt: '@' },
  }));
  const words = CONCLUSIONS.map((code) => t(`reports.conclusions.${code}`));
  for (const finding of content.findings) {
    const texts = Object.entries(reportRow(finding, content.assessments.get(finding.id), t));
    const row = sheet.addRow(Object.fromEntries(texts.map(([key, text]) => [key, escapeCellCodes(text)])));
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = { bottom: THIN, right: THIN };
    });
    sheet.getCell(`${findColumnLetter('conclusion')}${row.number}`).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`"${words.join(',')}"`],
      showErrorMessage: true,
      errorTitle: t('reports.validation.title'),
      error: t('reports.validation.error', { words }),
    };
  }
  const header = sheet.getRow(HEADER_ROW);
  header.height = 30;
  for (const { letter } of COLUMNS) {
    const cell = sheet.getCell(`${letter}${HEADER_ROW}`);
    cell.font = { bold: true };
    cell.alignment = { vertical: 'middle', wrapText: true };
    cell.fill = letter >= findColumnLetter('conclusion') ? THEIRS : OURS;
    cell.border = { bottom: { style: 'medium' } };
  }
}

function addAbout(
  workbook: ExcelJS.Workbook,
  content: ReportContent,
  t: Translator,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): void {
  const sheet = workbook.addWorksheet(t('reports.sheets.about'));
  sheet.columns = [
    { width: 24, style: { font: { bold: true }, alignment: { vertical: 'top', wrapText: true } } },
    { width: 96, style: { alignment: { vertical: 'top', wrapText: true }, numFmt: '@' } },
  ];
  const instant = (at: Date) => formatExactly(at, locale, timeZone);
  const facts: Fact[] = [
    ['title', ''],
    ...(content.assetName === null ? [] : [['asset', content.assetName] satisfies Fact]),
    ...(content.submissionNumber === null
      ? []
      : [
          [
            'submission',
            t('reports.about.submissionNumber', { number: content.submissionNumber }),
          ] satisfies Fact,
        ]),
    ['verdict', t(`scan.verdict.${content.verdict.code}`, content.verdict.values)],
    ...content.scans.map((scan): Fact => ['scan', scanFacts(scan, t, instant)]),
    ['generatedAt', instant(content.generatedAt)],
    ['howTo', t('reports.about.howTo1', { sheet: t('reports.sheets.findings') })],
    ['', t('reports.about.howTo2', { minimum: EXPLANATION_MINIMUM, weight: IDEOGRAPH_WEIGHT })],
    ['', t('reports.about.howTo3')],
  ];
  for (const [key, text] of facts)
    sheet.addRow([
      key === '' ? '' : t(`reports.about.${key}`),
      escapeCellCodes(cleanCellText(text, t('reports.cells.shortened'))),
    ]);
}

function scanFacts(scan: ReportScan, t: Translator, instant: (at: Date) => string): string {
  const values = {
    host: scan.host,
    outcome: t(`scan.outcomes.${scan.outcome}`),
    at: scan.completedAt ? instant(scan.completedAt) : '',
    engine: scan.engineVersion ?? '–',
  };
  return scan.score === null
    ? t('reports.about.scanFactsUnscored', values)
    : t('reports.about.scanFacts', { ...values, score: scan.score });
}
