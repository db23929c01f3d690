import { countFindings } from '@/lib/findings/rules/score';
import type { ScanResult } from './result';

/** Texts: `scan.verdict.<code>`, filled with the counts. */
export const SCAN_VERDICTS = ['BLOCKED', 'INCOMPLETE', 'CANCELLED', 'PASSED_WITH_FINDINGS', 'CLEAN'] as const;
export type ScanVerdict = { code: (typeof SCAN_VERDICTS)[number]; values: Record<string, number> };

/**
 * The sentence at the top of a report. A confirmed high finding blocks whether or not the scan came to its end; nothing
 * else than a complete scan is ever called clean.
 */
export function scanVerdict(result: Pick<ScanResult, 'outcome' | 'findings' | 'checklist'>): ScanVerdict {
  const counts = countFindings(result.findings);
  const notTested = result.checklist.filter((entry) => entry.state === 'NOT_TESTED').length;
  const values = { blocking: counts.blocking, findings: counts.total, notTested };
  if (result.outcome === 'CANCELLED') return { code: 'CANCELLED', values };
  if (counts.blocking > 0) return { code: 'BLOCKED', values };
  if (result.outcome === 'INCOMPLETE') return { code: 'INCOMPLETE', values };
  return { code: counts.total > 0 ? 'PASSED_WITH_FINDINGS' : 'CLEAN', values };
}
