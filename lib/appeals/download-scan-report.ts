import { authorise, type Context, type OrganizationScope } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { buildWorkbook } from '@/lib/reports/build-workbook';
import type { ReportLanguage } from '@/lib/reports/report-words';
import { pickAssessment } from '@/lib/reports/rules/assessment';
import { reportFileName } from '@/lib/reports/rules/file-name';
import { isReportFormat, REPORT_FORMATS, type ReportFormat } from '@/lib/reports/rules/report-format';
import { type AcceptedFinding, reportStoredScan } from '@/lib/reports/rules/reported-scan';
import { scanReportContent } from '@/lib/reports/scan-report-content';
import { writeScanReport } from '@/lib/reports/write-scan-report';
import { getScanReport } from '@/lib/scans/get-scan-report';
import { findLastVerdicts } from './find-last-verdicts';
import { findAppeals, findAssessments } from './store';

export type ReportFile = { name: string; contentType: string; bytes: Uint8Array };

/**
 * The report of one scan as a file. The workbook is without conclusions: those belong to an appeal. The others tell which
 * findings a reviewer accepted.
 * @param format one of `REPORT_FORMATS`; the workbook where it is none
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED while the scan runs
 */
export async function downloadScanReport(
  context: Context,
  scanId: string,
  language: ReportLanguage,
  format?: unknown,
): Promise<ReportFile> {
  const scope = authorise(context, 'report.download');
  const wanted: ReportFormat = isReportFormat(format) ? format : 'xlsx';
  const scan = await getScanReport(context, scanId);
  const { completedAt } = scan;
  if (completedAt === null) throw preconditionFailed('reports.scanRunning');
  const file = { name: reportFileName(scan.host, completedAt, wanted), contentType: REPORT_FORMATS[wanted] };
  if (wanted === 'xlsx') {
    const content = {
      ...scanReportContent([scan], scan.findings),
      assetName: null,
      submissionNumber: null,
      assessments: new Map(),
      // The scan no longer changes: the same scan gives the same file.
      generatedAt: completedAt,
    };
    return { ...file, bytes: await buildWorkbook(content, language.locale, language.timeZone) };
  }
  const accepted = await findAccepted(scope, scan.submissionId, scan.findings);
  const text = writeScanReport(reportStoredScan({ ...scan, completedAt }, accepted), wanted, language);
  return { ...file, bytes: new TextEncoder().encode(text) };
}

/** What the reviewer of the last decided appeal accepted, by fingerprint, with the seller's conclusion. */
async function findAccepted(
  scope: OrganizationScope,
  submissionId: string | null,
  findings: readonly FindingRecord[],
): Promise<Map<string, AcceptedFinding>> {
  const appeals = submissionId === null ? [] : await findAppeals(database(), scope, submissionId);
  const decided = appeals.find(({ decidedAt }) => decidedAt !== null);
  if (!decided?.decidedAt) return new Map();
  const { decidedAt } = decided;
  const verdicts = await findLastVerdicts(database(), scope, [decided]);
  const assessments = await findAssessments(database(), scope, decided.id);
  const byFinding = new Map(assessments.map((assessment) => [assessment.findingId, assessment]));
  return new Map(
    findings.flatMap(({ id, fingerprint }) => {
      const assessment = byFinding.get(id);
      const isAccepted = verdicts.get(id)?.outcome === 'ACCEPTED';
      if (!assessment || !isAccepted) return [];
      return [[fingerprint, { ...pickAssessment(assessment), decidedAt }] as const];
    }),
  );
}
