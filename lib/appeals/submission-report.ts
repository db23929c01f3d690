import { isCarried } from '@/lib/findings/rules/finding';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import type { ReportContent } from '@/lib/reports/rules/report-content';
import { scanReportContent } from '@/lib/reports/scan-report-content';
import type { SentSubmission } from '@/lib/submissions/require-sent-submission';
import { decisionText } from './rules/decision-text';

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
    assessments: new Map([
      ...carriedTexts(findings),
      ...assessments.map((assessment) => [assessment.findingId, assessment] as const),
    ]),
    generatedAt,
  };
}

/** What was accepted earlier is in the workbook already: a row that stays as it was filled in changes nothing. */
export const carriedTexts = (findings: SentSubmission['findings']): (readonly [string, AssessmentText])[] =>
  findings.flatMap(({ id, standing }) =>
    standing && isCarried({ standing }) ? [[id, decisionText(standing.decision)] as const] : [],
  );
