import type { AppMessages } from '@/lib/i18n/app-messages';
import type { Locale } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import { writeBook } from './book/write-book';
import type { BookCell, BookSheet } from './book/write-sheet';
import { cleanCellText } from './rules/cell-text';
import { COLUMNS, type ColumnKey, SELLER_COLUMNS } from './rules/columns';
import { CONCLUSIONS, EXPLANATION_MINIMUM, IDEOGRAPH_WEIGHT } from './rules/conclusion';
import { dateSerial } from './rules/date-format';
import { writeExplanation } from './rules/explanation-lines';
import { listReasons } from './rules/reason-code';
import { rememberTexts } from './rules/remember-texts';
import { isCarriedText, type ReportContent, type ReportScan, reportRow } from './rules/report-content';
import { riskEnds } from './rules/risk-end';

/** Excel's limits: a longer address is no link, and a sheet has no more of them. */
const LINK_MAXIMUM = 2_000;
const LINKS_MAXIMUM = 60_000;

/** A line of the sheet about the report: the key of its name, empty for more of the line before. */
type Fact = [name: keyof AppMessages['reports']['about'] | '', value: string | Date];

/**
 * The report as the customer's workbook: a sheet of findings with the columns A to H, the seller's conclusions filled
 * in, and a sheet about the report. Its cells hold texts and dates, never a formula. The same content gives the same bytes.
 * @param timeZone IANA zone in which times are written
 */
export async function buildWorkbook(
  content: ReportContent,
  locale: Locale,
  timeZone = 'UTC',
): Promise<Uint8Array<ArrayBuffer>> {
  const t = translator(locale, timeZone);
  const sheets = [findingsSheet(content, t), aboutSheet(content, t, timeZone)];
  return writeBook(sheets, { creator: 'Preflight', at: content.generatedAt });
}

const isSellers = (key: ColumnKey): boolean => SELLER_COLUMNS.some((one) => one === key);

function findingsSheet(content: ReportContent, t: Translator): BookSheet {
  const words = CONCLUSIONS.map((code) => t(`reports.conclusions.${code}`));
  const titles = COLUMNS.map(
    ({ key }): BookCell => ({ style: isSellers(key) ? 'theirs' : 'ours', text: t(`reports.columns.${key}`) }),
  );
  const plain = rememberTexts(t);
  const rows = content.findings.map((finding, index) => {
    const texts = reportRow(finding, content.assessments.get(finding.id), plain);
    const isCarried = isCarriedText(finding, content);
    return COLUMNS.map(({ key }): BookCell => {
      if (key === 'location' && index < LINKS_MAXIMUM && isLinked(finding))
        return { style: 'link', text: texts[key], link: finding.url };
      return { style: isCarried && isSellers(key) ? 'carried' : 'text', text: texts[key] };
    });
  });
  return {
    name: t('reports.sheets.findings'),
    widths: COLUMNS.map(({ width }) => width),
    rows: [titles, ...rows],
    hasTitles: true,
    list: {
      column: COLUMNS.findIndex(({ key }) => key === 'conclusion') + 1,
      words,
      title: t('reports.validation.title'),
      error: t('reports.validation.error', { words }),
    },
  };
}

/** What another method reaches, a browser does not. */
const isLinked = ({ method, url }: ReportContent['findings'][number]): boolean =>
  method === 'GET' && url.length <= LINK_MAXIMUM && /^https?:\/\//i.test(url);

function aboutSheet(content: ReportContent, t: Translator, timeZone: string): BookSheet {
  const { assetName, submissionNumber, scans } = content;
  const carried = content.findings.filter((finding) => isCarriedText(finding, content)).length;
  const facts: Fact[] = [
    ['title', ''],
    ...(assetName === null ? [] : [['asset', assetName] satisfies Fact]),
    ...(submissionNumber === null
      ? []
      : [['submission', t('reports.about.submissionNumber', { number: submissionNumber })] satisfies Fact]),
    ['verdict', t(`scan.verdict.${content.verdict.code}`, content.verdict.values)],
    ...(carried === 0
      ? []
      : [['carried', t('reports.about.carriedFacts', { count: carried })] satisfies Fact]),
    ...scans.flatMap((scan) => scanFacts(scan, t)),
    ['generatedAt', content.generatedAt],
    ['timeZone', timeZone],
    ['howTo', t('reports.about.howTo1', { sheet: t('reports.sheets.findings') })],
    ['', t('reports.about.howTo2', { minimum: EXPLANATION_MINIMUM, weight: IDEOGRAPH_WEIGHT })],
    [
      '',
      t('reports.about.howToReason', {
        line: writeExplanation({ explanation: '', reasonCode: 'INTENDED' }, t),
      }),
    ],
    ...CONCLUSIONS.map(
      (code): Fact => [
        '',
        `${t(`reports.conclusions.${code}`)}: ${listReasons(code)
          .map((reason) => t(`reports.reasons.${reason}`))
          .join(' · ')}`,
      ],
    ),
    [
      '',
      t('reports.about.howToEnd', {
        line: writeExplanation({ explanation: '', endsOn: riskEnds(content.generatedAt).suggested }, t),
      }),
    ],
    ['', t('reports.about.howTo3')],
  ];
  return {
    name: t('reports.sheets.about'),
    widths: [24, 96],
    rows: facts.map(([key, value]): BookCell[] => [
      { style: 'label', text: key === '' ? '' : t(`reports.about.${key}`) },
      value instanceof Date
        ? { style: 'date', serial: dateSerial(value, timeZone) }
        : { style: 'value', text: cleanCellText(value, t('reports.cells.shortened')) },
    ]),
  };
}

function scanFacts(scan: ReportScan, t: Translator): Fact[] {
  const values = {
    host: scan.host,
    outcome: t(`scan.outcomes.${scan.outcome}`),
    engine: scan.engineVersion ?? '–',
  };
  const facts =
    scan.score === null
      ? t('reports.about.scanFactsUnscored', values)
      : t('reports.about.scanFacts', { ...values, score: scan.score });
  return [
    ['scan', facts],
    ...(scan.completedAt ? [['scanEnded', scan.completedAt] satisfies Fact] : []),
    ...(scan.coverage
      ? [
          [
            'coverage',
            t('reports.about.coverageFacts', {
              pages: scan.coverage.pages,
              forms: scan.coverage.forms.tested,
              formsSeen: scan.coverage.forms.seen,
              parameters: scan.coverage.parameters.tested,
              parametersSeen: scan.coverage.parameters.seen,
              login: String(scan.coverage.isLoginProven),
            }),
          ] satisfies Fact,
        ]
      : []),
  ];
}
