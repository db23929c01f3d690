import type { FindingRecord } from '@/lib/findings/finding-record';
import { compareFindings } from '@/lib/findings/rules/score';
import type { Coverage, ScanOutcome, ScanResult } from '@/lib/scans/rules/result';
import { type ScanSummary, summariseScan } from '@/lib/scans/rules/scan-summary';
import type { ScanEndReason, ScanRecord } from '@/lib/scans/scan-record';
import type { AssessmentText } from './assessment';

/** A finding that a reviewer accepted as the seller concluded. */
export type AcceptedFinding = AssessmentText & { decidedAt: Date };

/** Everything that a report of one scan tells, whether it was stored or has just ended. */
export type ReportedScan = Omit<ScanResult, 'reason'> & {
  host: string;
  reason: { code: ScanEndReason; values: Record<string, string | number> } | null;
  /** By fingerprint. */
  accepted: ReadonlyMap<string, AcceptedFinding>;
};

const NOTHING_SEEN: Coverage = {
  pages: 0,
  pagesBehindLogin: 0,
  forms: { seen: 0, tested: 0 },
  parameters: { seen: 0, tested: 0 },
  endpoints: { seen: 0, tested: 0 },
  skipped: [],
  warnings: [],
  isLoginProven: null,
};

/** A scan that has not ended is not complete, whatever it has found so far. */
export const toOutcome = (status: ScanRecord['status']): ScanOutcome =>
  status === 'COMPLETE' || status === 'CANCELLED' ? status : 'INCOMPLETE';

/** A scan as its row and its findings hold it. */
export function reportStoredScan(
  scan: ScanRecord & { completedAt: Date; findings: readonly FindingRecord[] },
  accepted: ReportedScan['accepted'],
): ReportedScan {
  const { result } = scan;
  return {
    scanId: scan.id,
    host: scan.host,
    origin: scan.plan?.origin ?? `https://${scan.host}`,
    outcome: toOutcome(scan.status),
    reason: scan.reasonCode ? { code: scan.reasonCode, values: scan.reasonData ?? {} } : null,
    findings: scan.findings,
    checklist: result?.checklist ?? [],
    coverage: result?.coverage ?? NOTHING_SEEN,
    leftBehind: result?.leftBehind ?? [],
    counters: result?.counters ?? { requests: 0, pages: 0, forms: 0, parameters: 0, findings: 0 },
    score: result?.score ?? 0,
    engineVersion: scan.engineVersion ?? '–',
    checkVersions: result?.checkVersions ?? [],
    startedAt: scan.startedAt ?? scan.createdAt,
    completedAt: scan.completedAt,
    accepted,
  };
}

/** A scan that has just ended, of which nobody has decided anything. */
export const reportEndedScan = (result: ScanResult): ReportedScan => ({
  ...result,
  host: new URL(result.origin).host,
  findings: [...result.findings].sort(compareFindings),
  accepted: new Map(),
});

/** The sentence at the top. An accepted finding blocks nothing. */
export const summariseReport = (scan: ReportedScan): ScanSummary =>
  summariseScan({
    ...scan,
    findings: scan.findings.filter(({ fingerprint }) => !scan.accepted.has(fingerprint)),
  });
