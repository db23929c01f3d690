import { VULNERABILITY_CLASSES } from '@/lib/findings/rules/finding';
import { countFindings } from '@/lib/findings/rules/score';
import type { ChecklistEntry, ScanResult } from './result';

/** Texts: `scan.verdict.<code>`, filled with the counts. */
export const SCAN_SUMMARIES = [
  'BLOCKED',
  'INCOMPLETE',
  'CANCELLED',
  'PASSED_WITH_FINDINGS',
  'CLEAN',
] as const;
export type ScanSummary = {
  code: (typeof SCAN_SUMMARIES)[number];
  values: {
    blocking: number;
    findings: number;
    cleanClasses: number;
    absent: number;
    untested: number;
    total: number;
  };
};

/**
 * The customer's eleven classes: how many are clean, how many have findings, how many have nothing to test (`absent`), and
 * how many were not tested fully.
 */
export type ClassCounts = {
  clean: number;
  withFindings: number;
  absent: number;
  untested: number;
  total: number;
};

/**
 * Counts the customer's classes. Where a checklist does not mention a class, nobody knows that it was tested.
 * @param checklist of one scan, or of several one after the other: the worst of a class counts
 */
export function classCounts(checklist: ScanResult['checklist']): ClassCounts {
  const counts = { clean: 0, withFindings: 0, absent: 0, untested: 0, total: VULNERABILITY_CLASSES.length };
  for (const name of VULNERABILITY_CLASSES) {
    const entries = checklist.filter((entry) => entry.class === name);
    const hasFindings = entries.some(({ state }) => state === 'FINDINGS');
    const isTested = entries.length > 0 && entries.every(isFullyTested);
    if (hasFindings) counts.withFindings += 1;
    if (!isTested) counts.untested += 1;
    else if (entries.every(({ state }) => state === 'NOTHING_TO_TEST')) counts.absent += 1;
    else if (!hasFindings) counts.clean += 1;
  }
  return counts;
}

const isFullyTested = (entry: ChecklistEntry) =>
  entry.state === 'CLEAN' ||
  entry.state === 'NOTHING_TO_TEST' ||
  (entry.state === 'FINDINGS' && entry.isFullyTested);

/**
 * The sentence at the top of a report. A confirmed high finding blocks whether or not the scan came to its end; nothing
 * else than a complete scan is ever called clean. `cleanClasses` of `total` says how much of the checklist that word covers.
 */
export function summariseScan(result: Pick<ScanResult, 'outcome' | 'findings' | 'checklist'>): ScanSummary {
  const counts = countFindings(result.findings);
  const { clean, absent, untested, total } = classCounts(result.checklist);
  const values = {
    blocking: counts.blocking,
    findings: counts.total,
    cleanClasses: clean,
    absent,
    untested,
    total,
  };
  if (result.outcome === 'CANCELLED') return { code: 'CANCELLED', values };
  if (counts.blocking > 0) return { code: 'BLOCKED', values };
  if (result.outcome === 'INCOMPLETE') return { code: 'INCOMPLETE', values };
  return { code: counts.total > 0 ? 'PASSED_WITH_FINDINGS' : 'CLEAN', values };
}
