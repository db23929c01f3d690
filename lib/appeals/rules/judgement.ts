import { TWO_PERSON_CVSS } from '@/lib/core/policy';
import { type FindingDraft, isBlocking } from '@/lib/findings/rules/finding';

export const OUTCOMES = ['ACCEPTED', 'REJECTED'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a reviewer says of one finding; `NEED_MORE` asks the seller and leaves the finding open. */
export const VERDICTS = [...OUTCOMES, 'NEED_MORE'] as const;
export type VerdictOutcome = (typeof VERDICTS)[number];

type Judged = Pick<FindingDraft, 'severity' | 'confidence' | 'cvssScore'>;
/** @param agreed how many reviewers have said the same, one after another */
type Given = { outcome: VerdictOutcome; agreed: number };

/** Texts: `review.bench.states.<state>`; `TO_SECOND`: accepted, and a second reviewer has to accept it too. */
export type VerdictState = 'OPEN' | 'NEED_MORE' | 'TO_SECOND' | Outcome | 'OPTIONAL';

/** Where the judgement of a finding stands. @param isTwoPersonRuleOn whether critical findings need two reviewers */
export function verdictState(
  finding: Judged,
  given: Given | undefined,
  isTwoPersonRuleOn: boolean,
): VerdictState {
  if (!isBlocking(finding)) return 'OPTIONAL';
  if (!given) return 'OPEN';
  const needsSecond = isTwoPersonRuleOn && finding.cvssScore >= TWO_PERSON_CVSS;
  if (given.outcome === 'ACCEPTED' && needsSecond && given.agreed < 2) return 'TO_SECOND';
  return given.outcome;
}

/**
 * What the verdicts make of a review. Where findings block, they decide: one rejected appeal of a finding rejects the
 * submission. Where none does (a submission held for a person), the reviewer decides and says why.
 */
export type ReviewOutcome =
  | { state: 'OPEN'; missing: string[] }
  | { state: 'DECIDED'; outcome: Outcome }
  | { state: 'FREE' };

export function judge(
  findings: readonly (Judged & { id: string })[],
  verdicts: ReadonlyMap<string, Given>,
  isTwoPersonRuleOn: boolean,
): ReviewOutcome {
  const states = findings.filter(isBlocking).map((finding) => ({
    id: finding.id,
    state: verdictState(finding, verdicts.get(finding.id), isTwoPersonRuleOn),
  }));
  if (states.length === 0) return { state: 'FREE' };
  const missing = states.filter(({ state }) => state !== 'ACCEPTED' && state !== 'REJECTED');
  if (missing.length > 0) return { state: 'OPEN', missing: missing.map(({ id }) => id) };
  return {
    state: 'DECIDED',
    outcome: states.some(({ state }) => state === 'REJECTED') ? 'REJECTED' : 'ACCEPTED',
  };
}

/** A seller may ask for a second look once: two decided appeals of one submission are the end. */
export const APPEALS_PER_SUBMISSION = 2;
