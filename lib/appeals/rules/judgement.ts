import { type FindingDraft, isBlocking } from '@/lib/findings/rules/finding';

export const OUTCOMES = ['ACCEPTED', 'REJECTED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

type Judged = Pick<FindingDraft, 'severity' | 'confidence'> & { id: string };

/**
 * What the verdicts make of a review. Where findings block, they decide: one rejected appeal of a finding rejects the
 * submission. Where none does (a submission held for a person), the reviewer decides and says why.
 */
export type ReviewOutcome =
  | { state: 'OPEN'; missing: string[] }
  | { state: 'DECIDED'; outcome: Outcome }
  | { state: 'FREE' };

export function judge(
  findings: readonly Judged[],
  verdicts: ReadonlyMap<string, { outcome: Outcome }>,
): ReviewOutcome {
  const blocking = findings.filter(isBlocking);
  if (blocking.length === 0) return { state: 'FREE' };
  const missing = blocking.filter(({ id }) => !verdicts.has(id)).map(({ id }) => id);
  if (missing.length > 0) return { state: 'OPEN', missing };
  const isRejected = blocking.some(({ id }) => verdicts.get(id)?.outcome === 'REJECTED');
  return { state: 'DECIDED', outcome: isRejected ? 'REJECTED' : 'ACCEPTED' };
}
