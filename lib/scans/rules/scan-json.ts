import type { ParameterLocation } from '@/lib/findings/rules/finding';
import { isBlocking } from '@/lib/findings/rules/finding';
import { compareFindings } from '@/lib/findings/rules/score';
import type { ScanEndReason } from '../scan-record';
import type { ScanResult } from './result';
import { summariseScan } from './scan-summary';

/** Raised when a field is renamed, removed or changes its meaning; new fields alone leave it. */
export const SCAN_JSON_VERSION = 1;

type ParameterJson = { location: ParameterLocation; name: string } | null;

function findingJson(finding: ScanResult['findings'][number]) {
  const parameter: ParameterJson = finding.parameter;
  return {
    fingerprint: finding.fingerprint,
    class: finding.class,
    check: finding.checkId,
    title: finding.titleKey,
    values: finding.values,
    severity: finding.severity,
    confidence: finding.confidence,
    /** The name of `confidence` in the first releases of this format. */
    grade: finding.confidence,
    blocking: isBlocking(finding),
    cvss: { vector: finding.cvssVector, score: finding.cvssScore },
    cwe: finding.cwe,
    method: finding.method,
    url: finding.url,
    parameter,
    source: finding.source ?? null,
    sink: finding.sink,
    evidence: finding.evidence,
  };
}

/**
 * The document that `preflight scan --json` writes: plain JSON, instants in ISO 8601 UTC, `durationMs` milliseconds,
 * findings in report order. `requests` counts everything that was sent to the site, redirects and retries included.
 */
export function toScanJson(
  result: Omit<ScanResult, 'reason'> & {
    reason: { code: ScanEndReason; values: Record<string, string | number> } | null;
  },
) {
  return {
    formatVersion: SCAN_JSON_VERSION,
    engine: { name: 'preflight', version: result.engineVersion, checks: result.checkVersions },
    scanId: result.scanId,
    origin: result.origin,
    outcome: result.outcome,
    reason: result.reason,
    verdict: summariseScan(result).code,
    score: result.score,
    startedAt: result.startedAt.toISOString(),
    completedAt: result.completedAt.toISOString(),
    durationMs: result.completedAt.getTime() - result.startedAt.getTime(),
    requests: result.counters.requests,
    counters: result.counters,
    coverage: result.coverage,
    checklist: result.checklist,
    leftBehind: result.leftBehind,
    findings: [...result.findings].sort(compareFindings).map(findingJson),
  };
}

export type ScanJson = ReturnType<typeof toScanJson>;
