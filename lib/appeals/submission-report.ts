import type { AssessmentText } from '@/lib/reports/rules/conclusion';
import type { ReportContent } from '@/lib/reports/rules/report-content';
import { scanReportContent } from '@/lib/reports/scan-report-content';
import type { SentSubmission } from '@/lib/submissions/require-sent-submission';

/** What the workbook of a submission tells: its scans, their findings, and the conclusions so far. */
export function submissionReport(
  { submission, scans, findings }: SentSubmission,
  assetName: string,
  assessments: readonly (AssessmentText & { findingId: string })[],
  generatedAt: Date,
): ReportContent {
  return {
    ...scanReportContent(scans, findings),
    assetName,
    submissionNumber: submission.number,
    assessments: new Map(assessments.map((assessment) => [assessment.findingId, assessment])),
    generatedAt,
  };
}
