import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { ScanWarning, SkipReason } from '../rules/result';
import { similarity, wordCounts } from './crawl/text-similarity';

const ALIKE = 0.95;
const MANY_SERVER_ERRORS = 10;

export type WarningFacts = {
  pages: number;
  parameters: number;
  isLoginPageOnly: boolean;
  isCatchAll: boolean;
  exchanges: readonly Exchange[];
  /** Inputs of a class at which probes were refused, and all of them. */
  refused: number;
  places: number;
  sessionRenewals: number;
  slowSpells: number;
  unconfirmed: number;
  countSkipped(...reasons: SkipReason[]): number;
};

/** Whether at least three different pages were read and all of them say the same. */
function isEverythingAlike(exchanges: readonly Exchange[]): boolean {
  const pages = exchanges.filter(
    ({ response }) =>
      response.status === 200 && /html/i.test(headerValue(response.headers, 'content-type') ?? ''),
  );
  const [first, ...others] = pages.map((page) => wordCounts(decodedBodyText(page)));
  return (
    first !== undefined && others.length >= 2 && others.every((other) => similarity(first, other) >= ALIKE)
  );
}

/** What a reader of the report should know before trusting it. */
export function scanWarnings(facts: WarningFacts): ScanWarning[] {
  const warnings: ScanWarning[] = [];
  const warn = (isTrue: boolean, code: ScanWarning['code'], values: ScanWarning['values'] = {}) => {
    if (isTrue) warnings.push({ code, values });
  };
  const serverErrors = facts.exchanges.filter(({ response }) => response.status >= 500).length;
  const { pages, parameters, refused, places } = facts;
  warn(pages <= 2 && parameters === 0, 'CRAWL_TOO_SMALL', { pages, parameters });
  warn(facts.isLoginPageOnly, 'LOGIN_PAGE_ONLY');
  warn(isEverythingAlike(facts.exchanges), 'EVERYTHING_ALIKE', { pages });
  warn(facts.isCatchAll, 'CATCH_ALL_200');
  warn(refused > 0, 'PROBES_BLOCKED', { blocked: refused, sent: places });
  const leftOut = facts.countSkipped('PAGE_LIMIT', 'TOO_DEEP', 'KIND_LIMIT', 'LINK_LIMIT');
  warn(leftOut > 0, 'PAGES_LEFT_OUT', { count: leftOut });
  const unreadable = facts.countSkipped('NO_ANSWER', 'UNREADABLE', 'BODY_CUT', 'READING_TIMED_OUT');
  warn(unreadable > 0, 'PAGES_UNREADABLE', { count: unreadable });
  warn(serverErrors >= MANY_SERVER_ERRORS, 'SERVER_ERRORS', { count: serverErrors });
  warn(facts.sessionRenewals > 0, 'SESSION_RENEWED', { count: facts.sessionRenewals });
  warn(facts.slowSpells > 0, 'SLOWED_DOWN', { count: facts.slowSpells });
  warn(facts.unconfirmed > 0, 'UNCONFIRMED', { count: facts.unconfirmed });
  return warnings;
}
