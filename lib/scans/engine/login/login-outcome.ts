import type { Exchange } from '@/lib/http/exchange';
import type { WordCounts } from '../crawl/text-similarity';

/** Texts: `scan.loginFailures.<code>`. */
export const LOGIN_FAILURES = [
  'LOGIN_PAGE_UNREACHABLE',
  'LOGIN_FORM_NOT_FOUND',
  'LOGIN_FORM_AMBIGUOUS',
  'LOGIN_REJECTED',
  'VERIFY_UNREACHABLE',
  'VERIFY_STATUS',
  'VERIFY_SAME_AS_ANONYMOUS',
] as const;
export type LoginFailureCode = (typeof LOGIN_FAILURES)[number];

/** What the verify page looks like to the scan's user and to nobody else. */
export type SessionProof = {
  verifyUrl: string;
  loginPath: string | null;
  status: number;
  /** Words that are on the page only when logged in; enough of them must come back. */
  markers: readonly string[];
  words: WordCounts;
};

export type LoginOutcome =
  | { ok: true; proof: SessionProof; page: Exchange }
  | { ok: false; code: LoginFailureCode; status: number; page: Exchange | null };
