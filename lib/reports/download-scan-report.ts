import { authorise, type Context } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import type { Locale } from '@/lib/i18n/locales';
import { getScanReport } from '@/lib/scans/get-scan';
import { buildWorkbook } from './build-workbook';
import { reportFileName } from './rules/file-name';
import { scanReportContent } from './scan-report-content';

export type ReportFile = { name: string; bytes: Uint8Array<ArrayBuffer> };

/**
 * The workbook of one scan, without conclusions: those belong to an appeal.
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED while the scan runs
 */
export async function downloadScanReport(
  context: Context,
  scanId: string,
  language: { locale: Locale; timeZone: string },
): Promise<ReportFile> {
  authorise(context, 'report.download');
  const scan = await getScanReport(context, scanId);
  if (scan.completedAt === null) throw preconditionFailed('reports.scanRunning');
  const content = {
    ...scanReportContent([scan], scan.findings),
    assetName: null,
    submissionNumber: null,
    assessments: new Map(),
    // The scan no longer changes: the same scan gives the same file.
    generatedAt: scan.completedAt,
  };
  return {
    name: reportFileName(scan.host, scan.completedAt),
    bytes: await buildWorkbook(content, language.locale, language.timeZone),
  };
}
