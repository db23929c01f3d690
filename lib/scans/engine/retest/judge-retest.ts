import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import { pathTemplate } from '@/lib/findings/rules/path-template';
import type { Exchange } from '@/lib/http/exchange';
import type { NotTestedReason } from '../../rules/result';
import type { RetestEntry, RetestReason, RetestTarget } from '../../rules/retest';

/** Answers of somebody in front of the page, or of a page that nobody may see now. */
const REFUSING = new Set([401, 403, 405, 406, 407, 418, 419, 429, 444, 451, 493, 499, 999]);
const PASSWORD_FIELD = /type\s*=\s*["']?password/i;

export type RetestFacts = {
  findings: readonly FingerprintedFinding[];
  /** Why nothing at all, or not this check, could be run; null when it ran to its end. */
  ended: RetestReason | null;
  /** What became of the check at each of the finding's places; empty where it no longer has one. */
  gaps: readonly (NotTestedReason | null)[];
  /** The untouched answers that show whether the page is there for the scan as it was; null where nothing came. */
  witness: Exchange | null;
  isLoginPage: boolean;
  /** The site itself is the witness: what the finding is about may be answered anyhow. */
  isWitnessedBySite: boolean;
};

const notAsked = (target: RetestTarget, reason: RetestReason): RetestEntry => ({
  target,
  state: 'NOT_ASKED',
  reason,
  finding: null,
});

/**
 * What a re-test of one finding comes to. A finding is gone only when its place was reached as it was before, and all
 * of its decisive probes arrived there.
 */
export function judgeRetest(target: RetestTarget, facts: RetestFacts): RetestEntry {
  const finding = facts.findings.find((one) => isSameWeakness(one, target));
  if (finding) return { target, state: 'STILL_THERE', reason: null, finding };
  if (facts.ended) return notAsked(target, facts.ended);
  const blocked = judgeWitness(target, facts);
  if (blocked) return notAsked(target, blocked);
  if (facts.gaps.length === 0) return notAsked(target, { code: 'PLACE_NOT_FOUND', values: {} });
  const gap = facts.gaps.find((one) => one !== null);
  if (gap) return notAsked(target, { code: gap, values: {} });
  return { target, state: 'GONE', reason: null, finding: null };
}

/** The same class at the same parameter is the same weakness, wherever the value ends up there. */
function isSameWeakness(finding: FingerprintedFinding, target: RetestTarget): boolean {
  if (finding.fingerprint === target.fingerprint) return true;
  const { parameter } = target;
  return (
    parameter !== null &&
    finding.parameter?.location === parameter.location &&
    finding.parameter.name === parameter.name &&
    finding.class === target.class &&
    finding.method === target.method &&
    pathTemplate(new URL(finding.url).pathname) === pathTemplate(new URL(target.url).pathname)
  );
}

function judgeWitness(target: RetestTarget, { witness, ...facts }: RetestFacts): RetestReason | null {
  if (!witness) return { code: 'NO_ANSWER', values: {} };
  const { status } = witness.response;
  const before = Number(/^HTTP\/\S+ (\d{3})/.exec(target.evidence.response)?.[1] ?? 0);
  const isRefused = REFUSING.has(status) || status >= 500;
  if (isRefused && (facts.isWitnessedBySite || status !== before))
    return { code: 'PLACE_REFUSED', values: { status } };
  if (facts.isLoginPage && !PASSWORD_FIELD.test(target.evidence.response))
    return { code: 'LOGIN_PAGE', values: {} };
  return null;
}
