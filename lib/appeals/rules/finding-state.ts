import type { Outcome } from './judgement';

/** What a finding needs in an appeal. Texts: `appeals.findings.states.<state>`. */
export type FindingState = 'accepted' | 'toAnswer' | 'explained' | 'missing' | 'optional';

export type FindingFacts = {
  isBlocking: boolean;
  isExplained: boolean;
  /** Whether the explanation was written or changed in the appeal that is open now. */
  isChanged: boolean;
  /** The reviewer's last decision on it; null before the first. */
  verdict: Outcome | null;
};

/** A conclusion that the reviewer rejected is not an answer until it is changed. */
export function findingState({ isBlocking, isExplained, isChanged, verdict }: FindingFacts): FindingState {
  if (verdict === 'ACCEPTED') return 'accepted';
  if (verdict === 'REJECTED' && !(isExplained && isChanged)) return 'toAnswer';
  if (isExplained) return 'explained';
  return isBlocking ? 'missing' : 'optional';
}

export type VerdictCounts = { accepted: number; toAnswer: number };

export function countVerdicts(verdicts: Iterable<Outcome>): VerdictCounts {
  const counts = { accepted: 0, toAnswer: 0 };
  for (const outcome of verdicts) counts[outcome === 'ACCEPTED' ? 'accepted' : 'toAnswer'] += 1;
  return counts;
}
