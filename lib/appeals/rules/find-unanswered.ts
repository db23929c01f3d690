import type { FindingRecord } from '@/lib/findings/finding-record';
import { isBlocking } from '@/lib/findings/rules/finding';
import { isExplained } from '@/lib/reports/rules/conclusion';

type Assessed = { findingId: string; explanation: string };

/**
 * The other findings that one conclusion may answer too: those that block, that the same check found, and that have no
 * explanation of their own. In the order of the report.
 */
export function findUnanswered<
  Finding extends Pick<FindingRecord, 'id' | 'checkId' | 'severity' | 'confidence'>,
>(findings: readonly Finding[], assessments: readonly Assessed[], findingId: string): Finding[] {
  const answered = new Set(
    assessments.filter(({ explanation }) => isExplained(explanation)).map((one) => one.findingId),
  );
  const source = findings.find(({ id }) => id === findingId);
  if (!source || !answered.has(source.id)) return [];
  return findings.filter(
    (finding) => finding.checkId === source.checkId && isBlocking(finding) && !answered.has(finding.id),
  );
}
