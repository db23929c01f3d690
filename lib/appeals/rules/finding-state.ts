import type { Outcome } from './judgement';

/** What a finding needs in an appeal. Texts: `appeals.findings.states.<state>`. */
export type FindingState =
  | 'asked'
  | 'accepted'
  | 'carried'
  | 'toAnswer'
  | 'rejected'
  | 'explained'
  | 'missing'
  | 'optional';

export type FindingFacts = {
  isBlocking: boolean;
  /** Accepted earlier, with the same evidence. */
  isCarried: boolean;
  isExplained: boolean;
  /** When the explanation was last written; null where there is none. */
  explainedAt: Date | null;
  /** When the newest appeal was opened; null before the first. A second one begins with the conclusions of the first. */
  openedAt: Date | null;
  /** A reviewer's question about it waits for the seller. */
  isAsked: boolean;
  /** The reviewer's last decision on it; null before the first. `isLastLook`: no appeal is left. */
  verdict: { outcome: Outcome; at: Date; isLastLook: boolean } | null;
};

/** A conclusion that the reviewer rejected is not an answer until somebody writes it again in another appeal. */
export function findingState(facts: FindingFacts): FindingState {
  const { isBlocking, isCarried, isExplained, isAsked, verdict } = facts;
  if (isAsked) return 'asked';
  if (verdict?.outcome === 'ACCEPTED') return 'accepted';
  if (isCarried) return 'carried';
  if (verdict?.outcome === 'REJECTED' && verdict.isLastLook) return 'rejected';
  if (verdict?.outcome === 'REJECTED' && !(isExplained && isWrittenSince(facts, verdict.at)))
    return 'toAnswer';
  if (isExplained) return 'explained';
  return isBlocking ? 'missing' : 'optional';
}

const isWrittenSince = ({ explainedAt, openedAt }: FindingFacts, decidedAt: Date): boolean =>
  explainedAt !== null && openedAt !== null && explainedAt > openedAt && explainedAt > decidedAt;

export type VerdictCounts = { accepted: number; toAnswer: number };

export function countVerdicts(verdicts: Iterable<Outcome>): VerdictCounts {
  const counts = { accepted: 0, toAnswer: 0 };
  for (const outcome of verdicts) counts[outcome === 'ACCEPTED' ? 'accepted' : 'toAnswer'] += 1;
  return counts;
}
