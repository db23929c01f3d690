import { translator } from '@/lib/i18n/translator';
import { writeBook } from '@/lib/reports/book/write-book';
import type { BookCell } from '@/lib/reports/book/write-sheet';
import type { ReportLanguage } from '@/lib/reports/report-words';
import { cleanCellText } from '@/lib/reports/rules/cell-text';
import { dateSerial } from '@/lib/reports/rules/date-format';
import type { ExportedAsset } from '../rules/exported-asset';

const COLUMNS = [
  ['name', 32],
  ['status', 14],
  ['statusLine', 32],
  ['websites', 36],
  ['validUntil', 18],
  ['safeUntil', 18],
  ['interfaces', 14],
  ['cases', 14],
  ['products', 32],
  ['updatedAt', 18],
] as const;

/** Assets as a workbook of one sheet in the reader's words: for people. Times are those of the zone in its name. */
export async function buildAssetBook(
  assets: AsyncIterable<ExportedAsset>,
  { locale, timeZone }: ReportLanguage,
  at: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const t = translator(locale, timeZone);
  const text = (value: string): BookCell => ({
    style: 'text',
    text: cleanCellText(value, t('reports.cells.shortened')),
  });
  const instant = (value: Date | null): BookCell =>
    value === null ? { style: 'date' } : { style: 'date', serial: dateSerial(value, timeZone) };
  const rows: BookCell[][] = [
    COLUMNS.map(([key]) => ({ style: 'ours', text: t(`assets.export.columns.${key}`, { timeZone }) })),
  ];
  for await (const asset of assets)
    rows.push([
      text(asset.name),
      text(t(`common.status.${asset.status}`)),
      text(t(`status-line.${asset.line.code}.label`, asset.line.values)),
      text(asset.hosts.join('\n')),
      instant(asset.validUntil),
      instant(asset.safeUntil),
      text(t(`assets.interfaces.${asset.interfaces}`)),
      text(t('assets.cases', { passed: asset.casesPassed, total: asset.casesRequired })),
      text(asset.products.join('\n')),
      instant(asset.updatedAt),
    ]);
  const sheet = { name: t('assets.title'), widths: COLUMNS.map(([, width]) => width), rows, hasTitles: true };
  return writeBook([sheet], { creator: 'Preflight', at });
}
