import { toScanJson } from '@/lib/scans/rules/scan-json';
import { buildHtmlReport } from './html/build-html-report';
import type { ReportLanguage } from './report-words';
import type { ReportedScan } from './rules/reported-scan';
import { buildSarif, writeSarif } from './sarif/build-sarif';

/** The report of a scan as a text in one of the forms that are texts. */
export function writeScanReport(
  scan: ReportedScan,
  format: 'html' | 'sarif' | 'json',
  language: ReportLanguage,
): string {
  if (format === 'html') return buildHtmlReport(scan, language);
  if (format === 'sarif') return writeSarif(buildSarif(scan, language));
  return `${JSON.stringify(toScanJson(scan), null, 2)}\n`;
}
