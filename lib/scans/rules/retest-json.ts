import { countStates, type RetestEntry, type RetestResult } from './retest';

/** Raised when a field is renamed, removed or changes its meaning. */
export const RETEST_JSON_VERSION = 1;

const entryJson = ({ target, state, reason, finding }: RetestEntry) => ({
  fingerprint: target.fingerprint,
  class: target.class,
  check: target.checkId,
  method: target.method,
  url: target.url,
  parameter: target.parameter,
  state,
  reason,
  /** The new proof; null unless the finding is still there. */
  proof: finding && {
    fingerprint: finding.fingerprint,
    severity: finding.severity,
    confidence: finding.confidence,
    sink: finding.sink,
    evidence: finding.evidence,
  },
});

/** The document that `preflight scan --retest` writes: instants in ISO 8601 UTC, `durationMs` milliseconds. */
export function toRetestJson(result: RetestResult) {
  return {
    formatVersion: RETEST_JSON_VERSION,
    kind: 'retest',
    engine: { name: 'preflight', version: result.engineVersion },
    scanId: result.scanId,
    origin: result.origin,
    reason: result.reason,
    counts: countStates(result.entries.map(({ state }) => state)),
    startedAt: result.startedAt.toISOString(),
    completedAt: result.completedAt.toISOString(),
    durationMs: result.completedAt.getTime() - result.startedAt.getTime(),
    requests: result.counters.requests,
    leftBehind: result.leftBehind,
    results: result.entries.map(entryJson),
  };
}
