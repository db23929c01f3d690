import { countFindings } from '@/lib/findings/rules/score';
import type { ScanResult } from './result';

/** Texts: `scan.verdict.<code>`, filled with the counts. */
export const SCAN_VERDICTS = ['BLOCKED', 'INCOMPLETE', 'CANCELLED', 'PASSED_WITH_FINDINGS', 'CLEAN'] as const;
export type ScanVerdict = { code: (typeof SCAN_VERDICTS)[number]; values: Record<string, number> };

/** How many of the checklist's classes are clean, have findings, or were not tested; `total` is all of them. */
export type ClassCounts = { clean: number; withFindings: number; notTested: number; total: number };

export function classCounts(checklist: ScanResult['checklist']): ClassCounts {
  const count = (state: ScanResult['checklist'][number]['state']) =>
    checklist.filter((entry) => entry.state === state).length;
  return {
    clean: count('CLEAN'),
    withFindings: count('FINDINGS'),
    notTested: count('NOT_TESTED'),
    total: checklist.length,
  };
}

/**
 * The sentence at the top of a report. A confirmed high finding blocks whether or not the scan came to its end; nothing
 * else than a complete scan is ever called clean. `cleanClasses` of `total` says how much of the checklist that word covers.
 */
export function scanVerdict(result: Pick<ScanResult, 'outcome' | 'findings' | 'checklist'>): ScanVerdict {
  const counts = countFindings(result.findings);
  const { clean, notTested, total } = classCounts(result.checklist);
  const values = {
    blocking: counts.blocking,
    findings: counts.total,
    cleanClasses: clean,
    notTested,
    total,
  };
  if (result.outcome === 'CANCELLED') return { code: 'CANCELLED', values };
  if (counts.blocking > 0) return { code: 'BLOCKED', values };
  if (result.outcome === 'INCOMPLETE') return { code: 'INCOMPLETE', values };
  return { code: counts.total > 0 ? 'PASSED_WITH_FINDINGS' : 'CLEAN', values };
}
