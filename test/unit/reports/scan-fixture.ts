import { FINDING_CLASSES, type FindingDraft } from '@/lib/findings/rules/finding';
import { deduplicateFindings } from '@/lib/findings/rules/fingerprint';
import { type AcceptedFinding, type ReportedScan, reportEndedScan } from '@/lib/reports/rules/reported-scan';
import type { ChecklistEntry, ScanResult } from '@/lib/scans/rules/result';
import { AT, reportFinding } from './report-fixture';

/** A finding as a check drafts it: the report's, with what only the engine knows. */
export function scanFinding(over: Partial<FindingDraft> = {}): FindingDraft {
  const { id: _, ...finding } = reportFinding();
  return { ...finding, checkId: 'sql-injection', sink: 'sql', ...over };
}

const CLEAN = FINDING_CLASSES.map((name): ChecklistEntry => ({ class: name, state: 'CLEAN' }));

/** A complete scan of a small shop with these findings. */
export function reportedScan(
  findings: readonly FindingDraft[] = [scanFinding()],
  over: Partial<ScanResult> & { accepted?: ReadonlyMap<string, AcceptedFinding> } = {},
): ReportedScan {
  const { accepted = new Map(), ...result } = over;
  const scan: ScanResult = {
    scanId: '0190a0a0-0000-7000-8000-000000000001',
    origin: 'https://shop.example.com',
    outcome: 'COMPLETE',
    reason: null,
    findings: deduplicateFindings(findings),
    checklist: CLEAN.map((entry) => {
      const found = findings.filter((finding) => finding.class === entry.class).length;
      return found === 0
        ? entry
        : { class: entry.class, state: 'FINDINGS', findings: found, isFullyTested: true };
    }),
    coverage: {
      pages: 19,
      pagesBehindLogin: 12,
      forms: { seen: 3, tested: 2 },
      parameters: { seen: 9, tested: 8 },
      endpoints: { seen: 7, tested: 7 },
      skipped: [{ reason: 'DANGEROUS', count: 2, examples: ['https://shop.example.com/logout'] }],
      warnings: [{ code: 'SESSION_RENEWED', values: { count: 1 } }],
      isLoginProven: true,
    },
    leftBehind: [
      {
        method: 'POST',
        url: 'https://shop.example.com/comments',
        parameter: 'text',
        mark: 'pf0190a0',
        count: 1,
        wasPutBack: false,
      },
    ],
    counters: { requests: 812, pages: 19, forms: 3, parameters: 9, findings: findings.length },
    score: 90,
    engineVersion: '1.2.3',
    checkVersions: [{ id: 'sql-injection', version: 3 }],
    startedAt: new Date(AT.getTime() - 60_000),
    completedAt: AT,
    ...result,
  };
  return { ...reportEndedScan(scan), accepted };
}
