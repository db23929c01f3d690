import { type FindingDraft, isBlocking, SEVERITIES, type Severity } from './finding';

const POINTS: Record<Severity, number> = { HIGH: 10, MEDIUM: 5, LOW: 3, HINT: 0 };

type Weighed = Pick<FindingDraft, 'severity' | 'confidence'>;

/** 100 − 10 a high − 5 a medium − 3 a low, never below 0; findings for information take nothing away. */
export function securityScore(findings: readonly Weighed[]): number {
  const lost = findings
    .filter((finding) => finding.confidence !== 'INFO')
    .reduce((sum, finding) => sum + POINTS[finding.severity], 0);
  return Math.max(0, 100 - lost);
}

export type FindingCounts = Record<Severity, number> & { total: number; blocking: number };

/** How many findings of each severity there are, and how many of them block release. */
export function countFindings(findings: readonly Weighed[]): FindingCounts {
  const counts = { HIGH: 0, MEDIUM: 0, LOW: 0, HINT: 0, total: findings.length, blocking: 0 };
  for (const finding of findings) {
    counts[finding.severity] += 1;
    if (isBlocking(finding)) counts.blocking += 1;
  }
  return counts;
}

/** The order of every list of findings: blocking first, then severity, then score, then place. */
export function compareFindings(a: FindingDraft, b: FindingDraft): number {
  return (
    Number(isBlocking(b)) - Number(isBlocking(a)) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.cvssScore - a.cvssScore ||
    a.url.localeCompare(b.url, 'en')
  );
}
