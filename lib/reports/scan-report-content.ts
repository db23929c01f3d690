import type { FindingRecord } from '@/lib/findings/finding-record';
import type { ScanView } from '@/lib/scans/get-scan-report';
import { summariseScan } from '@/lib/scans/rules/scan-summary';
import type { ReportContent, ReportScan } from './rules/report-content';
import { toOutcome } from './rules/reported-scan';

type Ended = Pick<ScanView, 'host' | 'status' | 'completedAt' | 'engineVersion' | 'result'>;

/** What the report says of these scans together: the worst outcome of any, and the findings of all. */
export function scanReportContent(
  scans: readonly Ended[],
  findings: readonly FindingRecord[],
): Pick<ReportContent, 'verdict' | 'scans' | 'findings'> {
  const outcomes = scans.map(({ status }) => toOutcome(status));
  const outcome = outcomes.find((one) => one === 'CANCELLED') ?? outcomes.find((one) => one === 'INCOMPLETE');
  const checklist = scans.flatMap(({ result }) => [...(result?.checklist ?? [])]);
  const summary = summariseScan({
    outcome: outcome ?? 'COMPLETE',
    findings: [...findings] as never,
    checklist,
  });
  return {
    verdict: summary,
    findings,
    scans: scans.map(
      (scan): ReportScan => ({
        host: scan.host,
        outcome: toOutcome(scan.status),
        completedAt: scan.completedAt,
        engineVersion: scan.engineVersion,
        score: scan.status === 'COMPLETE' ? (scan.result?.score ?? null) : null,
        coverage: scan.result?.coverage ?? null,
      }),
    ),
  };
}
