import { getAsset } from '@/lib/assets/get-asset';
import { authorise, type Context } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import { database } from '@/lib/db/client';
import type { Locale } from '@/lib/i18n/locales';
import { buildWorkbook } from '@/lib/reports/build-workbook';
import { reportFileName } from '@/lib/reports/rules/file-name';
import { REPORT_FORMATS } from '@/lib/reports/rules/report-format';
import { requireSentSubmission } from '@/lib/submissions/require-sent-submission';
import type { ReportFile } from './download-scan-report';
import { findAppeals, findAssessments } from './store';
import { submissionReport } from './submission-report';

/**
 * The workbook of a submission: all scans of its last sending, columns F to H as they are in its newest appeal.
 * @throws AppError NOT_FOUND; PRECONDITION_FAILED while there is no ended scan to report
 */
export async function downloadSubmissionReport(
  context: Context,
  submissionId: string,
  language: { locale: Locale; timeZone: string },
): Promise<ReportFile> {
  const scope = authorise(context, 'report.download');
  const sent = await requireSentSubmission(database(), scope, submissionId);
  if (sent.scans.length === 0 || sent.scans.some(({ completedAt }) => completedAt === null))
    throw preconditionFailed('reports.scanRunning');
  const { name } = await getAsset(context, sent.submission.assetId);
  const [appeal] = await findAppeals(database(), scope, sent.submission.id);
  const assessments = appeal ? await findAssessments(database(), scope, appeal.id) : [];
  const at = context.clock.now();
  const content = submissionReport(sent, name, assessments, at);
  return {
    name: reportFileName(name, at),
    contentType: REPORT_FORMATS.xlsx,
    bytes: await buildWorkbook(content, language.locale, language.timeZone),
  };
}
