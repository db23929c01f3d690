import type { Explanation } from '@/lib/response-checks/explanation';

/** What KooGallery demands of a production URL, in the order in which it can be proved (protocol page §1). */
export const URL_CHECKS = [
  'HTTPS_ONLY',
  'DOMAIN_NAME',
  'PORT_443',
  'TCP',
  'TLS_1_2_OR_LATER',
  'PUBLIC_CHAIN',
  'NAME_MATCHES',
  'NOT_EXPIRED',
] as const;
export type UrlCheckCode = (typeof URL_CHECKS)[number];

/** Title and fixes are below `connection-explain.proof.<code>`. */
export type UrlCheck = {
  code: UrlCheckCode;
  /** `not-run`: an earlier failure leaves nothing to look at. */
  state: 'pass' | 'fail' | 'warn' | 'not-run';
  /** In protocol words; null when not run. */
  expected: string | null;
  seen: string | null;
  /** It would fail at KooGallery; the operator's settings let it pass here, for tests and demos. */
  isWaived: boolean;
  /** Why it failed, where a cause can be told. */
  explanation: Explanation | null;
};

type Evidence = { expected: string; seen: string; explanation?: Explanation | null; isWaived?: boolean };

export const checkLine = (code: UrlCheckCode, state: UrlCheck['state'], evidence: Evidence): UrlCheck => ({
  ...{ code, state, expected: evidence.expected, seen: evidence.seen },
  isWaived: evidence.isWaived ?? false,
  explanation: evidence.explanation ?? null,
});
export const notProved = (code: UrlCheckCode): UrlCheck => ({
  ...{ code, state: 'not-run', expected: null, seen: null, isWaived: false, explanation: null },
});

/** One proof: the checks with the URL and the instant that they are about. */
export type UrlProof = { url: string; checkedAt: Date; checks: readonly UrlCheck[] };

/**
 * What a kept proof says now. `stale`: the declaration was changed since, so it proves nothing.
 * `warns`: nothing failed, and something warned or, at an http URL that the operator allows, could not be proved.
 */
export type ProofStanding = 'never' | 'stale' | 'fails' | 'warns' | 'holds';

export function proofStanding(
  proof: (Pick<UrlProof, 'url' | 'checks'> & { declarationVersion: number }) | null,
  declaration: { version: number; productionUrl: string } | null,
): ProofStanding {
  if (!proof) return 'never';
  const isCurrent =
    declaration !== null &&
    proof.declarationVersion === declaration.version &&
    proof.url === declaration.productionUrl;
  if (!isCurrent) return 'stale';
  const states = proof.checks.map(({ state }) => state);
  if (states.includes('fail')) return 'fails';
  return states.includes('warn') || states.includes('not-run') ? 'warns' : 'holds';
}
