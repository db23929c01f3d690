import type { SignatureFailure } from '@/lib/signing/failure';
import type { Mistake } from '@/lib/signing/hypotheses/explain';
import type { MistakeName } from '@/lib/signing/hypotheses/hypothesis';
import type { CheckedMessage } from './check-message';

/** The one thing that the page says first. */
export type CheckOutcome =
  | { kind: 'right' }
  /** `alternatives` reproduce the value too. */
  | {
      kind: 'explained';
      mistakes: readonly MistakeName<Mistake>[];
      alternatives: readonly (readonly MistakeName<Mistake>[])[];
    }
  /** `mistakes` of form that were seen, although they do not explain the value. */
  | {
      kind: 'unexplained';
      tried: number;
      mistakes: readonly Mistake[];
      /** Null when the value was given beside the message. */
      failure: SignatureFailure | null;
    }
  | { kind: 'failed'; failure: SignatureFailure }
  | { kind: 'no-value' };

/**
 * What a check comes to. A mistake that reproduces the value says more than the rule that was broken, so it goes first;
 * what stops a verifier before it calculates anything (an empty key, a missing parameter) goes before both.
 */
export function judgeCheck({ verification, subject, xray }: CheckedMessage): CheckOutcome {
  const failure = subject === 'message' && !verification.ok ? verification.failure : null;
  if (!xray.ok) return { kind: 'failed', failure: failure ?? xray.failure };
  const { result } = xray;
  if (result.verdict === 'EXPLAINED')
    return { kind: 'explained', mistakes: result.mistakes, alternatives: result.alternatives };
  if (result.verdict === 'UNEXPLAINED')
    return { kind: 'unexplained', tried: result.tried, mistakes: result.mistakes, failure };
  if (failure) return { kind: 'failed', failure };
  return result.verdict === 'CORRECT' ? { kind: 'right' } : { kind: 'no-value' };
}
