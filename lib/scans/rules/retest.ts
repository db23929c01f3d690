import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import type { ScanCounters } from './progress';
import type { LeftBehind, NotTestedReason, ScanReason, ScanReasonCode } from './result';

/** A finding of an earlier scan, as far as its place can be asked again. */
export type RetestTarget = Pick<
  FindingDraft,
  'checkId' | 'class' | 'method' | 'url' | 'parameter' | 'source' | 'sink' | 'values'
> & { fingerprint: string; evidence: Pick<FindingDraft['evidence'], 'request' | 'response'> };

/** `STILL_THERE` has a new proof; `GONE`: the decisive probes arrived and nothing came back. */
export const RETEST_STATES = ['STILL_THERE', 'GONE', 'NOT_ASKED'] as const;
export type RetestState = (typeof RETEST_STATES)[number];

/** Why a place could not be asked, besides the reasons of classes and scans. Texts: `scan.retest.reasons.<code>`. */
export const RETEST_REASONS = ['PLACE_NOT_FOUND', 'PLACE_REFUSED', 'LOGIN_PAGE', 'NO_ANSWER'] as const;
export type RetestReason = {
  code: (typeof RETEST_REASONS)[number] | NotTestedReason | ScanReasonCode;
  values: Record<string, string | number>;
};

export type RetestEntry = { target: RetestTarget } & (
  | { state: 'STILL_THERE'; reason: null; finding: FingerprintedFinding }
  | { state: 'GONE'; reason: null; finding: null }
  | { state: 'NOT_ASKED'; reason: RetestReason; finding: null }
);

export type RetestResult = {
  scanId: string;
  origin: string;
  /** Why it ended early; null when it came to its end. */
  reason: ScanReason | null;
  entries: readonly RetestEntry[];
  leftBehind: readonly LeftBehind[];
  counters: ScanCounters;
  engineVersion: string;
  startedAt: Date;
  completedAt: Date;
};

/** How many entries are in each state. */
export function countStates(states: readonly RetestState[]): {
  stillThere: number;
  gone: number;
  notAsked: number;
} {
  const count = (state: RetestState) => states.filter((one) => one === state).length;
  return { stillThere: count('STILL_THERE'), gone: count('GONE'), notAsked: count('NOT_ASKED') };
}
