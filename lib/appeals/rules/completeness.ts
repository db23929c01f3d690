import { type FindingDraft, isBlocking } from '@/lib/findings/rules/finding';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import { type Conclusion, isExplained } from '@/lib/reports/rules/conclusion';

type Judged = Pick<FindingDraft, 'severity' | 'confidence'> & { id: string };

/** How far the seller is: every finding that blocks needs a conclusion with an explanation. */
export type Completeness = {
  blocking: number;
  explained: number;
  /** Ids of the findings that lack a conclusion or an explanation, in the order of the report. */
  missing: string[];
  /** Ids of those that are said to be fixed and were not tested again since the appeal was opened. */
  notRetested: string[];
  /** Ids of the accepted risks whose end has come too near since it was chosen. */
  endingSoon: string[];
};

type Assessed = Pick<AssessmentText, 'explanation' | 'endsOn'> & { conclusion?: Conclusion };

/** @param firstEnd the earliest day on which an accepted risk may end */
export function completeness(
  findings: readonly Judged[],
  assessments: ReadonlyMap<string, Assessed>,
  retested: ReadonlySet<string>,
  firstEnd = '',
): Completeness {
  const blocking = findings.filter(isBlocking);
  const missing = blocking
    .filter(({ id }) => !isExplained(assessments.get(id)?.explanation ?? ''))
    .map(({ id }) => id);
  const notRetested = blocking
    .filter(({ id }) => assessments.get(id)?.conclusion === 'FIXED' && !retested.has(id))
    .map(({ id }) => id);
  const endingSoon = blocking
    .filter(({ id }) => (assessments.get(id)?.endsOn ?? firstEnd) < firstEnd)
    .map(({ id }) => id);
  const explained = blocking.length - missing.length;
  return { blocking: blocking.length, explained, missing, notRetested, endingSoon };
}

/**
 * The findings that were tested again since an instant, whatever came of it: the reviewer sees the result and decides.
 * @param since when the appeal was opened; null before
 */
export const retestedSince = (
  retests: readonly { findingId: string; at: Date }[],
  since: Date | null,
): Set<string> =>
  new Set(retests.filter(({ at }) => since !== null && at >= since).map(({ findingId }) => findingId));

/** Why an appeal cannot be submitted yet. Texts: `appeals.blockers.<code>`, the count in `count`. */
export type SubmitBlocker =
  | { code: 'NOT_ASSESSED'; count: number }
  | { code: 'NOT_RETESTED'; count: number }
  | { code: 'ENDING_SOON'; count: number }
  | { code: 'PROOF_MISSING'; count: number };

/** KooGallery asks for the filled report as proof ("Managing SaaS Assets", Appeal); an evidence file serves too. */
export function submitBlockers(
  { missing, notRetested, endingSoon }: Completeness,
  proofs: number,
): SubmitBlocker[] {
  return [
    ...(missing.length > 0 ? [{ code: 'NOT_ASSESSED', count: missing.length } as const] : []),
    ...(notRetested.length > 0 ? [{ code: 'NOT_RETESTED', count: notRetested.length } as const] : []),
    ...(endingSoon.length > 0 ? [{ code: 'ENDING_SOON', count: endingSoon.length } as const] : []),
    ...(proofs === 0 ? [{ code: 'PROOF_MISSING', count: 0 } as const] : []),
  ];
}
