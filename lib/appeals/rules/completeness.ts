import { type FindingDraft, isBlocking } from '@/lib/findings/rules/finding';
import { type AssessmentText, isExplained } from '@/lib/reports/rules/conclusion';

type Judged = Pick<FindingDraft, 'severity' | 'confidence'> & { id: string };

/** How far the seller is: every finding that blocks needs a conclusion with an explanation. */
export type Completeness = {
  blocking: number;
  explained: number;
  /** Ids of the findings that lack a conclusion or an explanation, in the order of the report. */
  missing: string[];
};

export function completeness(
  findings: readonly Judged[],
  assessments: ReadonlyMap<string, Pick<AssessmentText, 'explanation'>>,
): Completeness {
  const blocking = findings.filter(isBlocking);
  const missing = blocking
    .filter(({ id }) => !isExplained(assessments.get(id)?.explanation ?? ''))
    .map(({ id }) => id);
  return { blocking: blocking.length, explained: blocking.length - missing.length, missing };
}

/** Why an appeal cannot be submitted yet. Texts: `appeals.blockers.<code>`, the count in `count`. */
export type SubmitBlocker =
  | { code: 'NOT_ASSESSED'; count: number }
  | { code: 'PROOF_MISSING'; count: number };

/** KooGallery asks for the filled report as proof ("Managing SaaS Assets", Appeal); an evidence file serves too. */
export function submitBlockers({ missing }: Completeness, proofs: number): SubmitBlocker[] {
  return [
    ...(missing.length > 0 ? [{ code: 'NOT_ASSESSED', count: missing.length } as const] : []),
    ...(proofs === 0 ? [{ code: 'PROOF_MISSING', count: 0 } as const] : []),
  ];
}
