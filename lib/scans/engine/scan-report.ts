import { securityScore } from '@/lib/findings/rules/score';
import type { BrowserRun } from '../browser/browser-run';
import type { Check } from '../checks/check';
import { buildChecklist } from '../rules/checklist';
import type { ScanPlan } from '../rules/plan';
import type { ScanCounters } from '../rules/progress';
import type { ScanReason, ScanResult } from '../rules/result';
import type { CheckRun } from './check-run';
import type { CoverageBook } from './coverage-book';
import type { Crawler } from './crawl/crawler';
import type { MissingPages } from './crawl/missing-pages';
import type { SessionKeeper } from './login/session-keeper';
import type { Retriever } from './requests/retriever';
import { scanWarnings } from './scan-warnings';

/** Raised with every change that may alter what a scan finds; stored with each scan. */
export const ENGINE_VERSION = '1.3.0';

const LOGIN_ONLY_PAGES = 3;
/** From this share of a class's inputs on the scan says nothing about the site but about what is in front of it. */
const REFUSED_SHARE = 0.5;
/** From this share of the site's known pages on a scan has seen too little of it. */
const LEFT_OUT_SHARE = 0.05;

export type ReportFacts = {
  plan: ScanPlan;
  checks: readonly Check[];
  retriever: Retriever;
  coverage: CoverageBook;
  crawler: Crawler | null;
  missing: MissingPages;
  checkRun: CheckRun;
  /** Null where the scan was given none. */
  browser: BrowserRun | null;
  /** Null unless a login was proven. */
  keeper: SessionKeeper | null;
  leftBehind: ScanResult['leftBehind'];
  counters: ScanCounters;
  startedAt: Date;
  completedAt: Date;
};

/** Few pages, all of them asking for a password: whatever lies behind was not seen. */
function isLoginPageOnly({ plan, crawler }: ReportFacts): boolean {
  const pages = crawler?.pageUrls ?? [];
  const isEveryPageLogin = pages.every((url) => crawler?.loginPageUrls.has(url));
  return (
    plan.login.mode === 'none' && pages.length > 0 && pages.length <= LOGIN_ONLY_PAGES && isEveryPageLogin
  );
}

/** Null when the scan saw and tested everything that it set out to. */
function chooseReason(facts: ReportFacts): ScanReason | null {
  const { stopReason } = facts.retriever;
  if (stopReason) return stopReason;
  const { refused, places } = facts.checkRun.ledger.refused;
  const [failedCheck] = facts.checkRun.ledger.failedChecks;
  if (failedCheck !== undefined) return { code: 'CHECK_FAILED', values: { check: failedCheck } };
  if (isLoginPageOnly(facts)) return { code: 'LOGIN_PAGE_ONLY', values: {} };
  if (refused > 0 && refused >= REFUSED_SHARE * places) {
    return { code: 'PROBES_BLOCKED', values: { blocked: refused, sent: places } };
  }
  const { pages, leftOut } = facts.coverage;
  if (leftOut.length > 0 && leftOut.length >= LEFT_OUT_SHARE * (pages + leftOut.length)) {
    return { code: 'PLACES_LEFT_OUT', values: { left: leftOut.length, pages } };
  }
  return null;
}

/** Puts together what the scan ends with; complete only when there is no reason why not. */
export function buildScanResult(facts: ReportFacts): ScanResult {
  const { plan, retriever, coverage, crawler, checkRun, keeper, missing } = facts;
  const findings = checkRun.findings.toFindings();
  const reason = chooseReason(facts);
  const warnings = scanWarnings({
    pages: coverage.pages,
    parameters: coverage.parametersSeen.size,
    isLoginPageOnly: isLoginPageOnly(facts),
    isCatchAll: missing.isCatchAll,
    exchanges: crawler?.exchanges ?? [],
    ...checkRun.ledger.refused,
    sessionRenewals: keeper?.renewals ?? 0,
    slowSpells: retriever.slowSpells,
    unconfirmed: checkRun.unconfirmed,
    countSkipped: (...reasons) => coverage.countSkipped(...reasons),
  });
  const isSiteSeen =
    reason === null &&
    coverage.leftOut.length === 0 &&
    !warnings.some(({ code }) => code === 'CRAWL_TOO_SMALL' || code === 'EVERYTHING_ALIKE');
  const { leftOut, unsent, unsentFiles } = coverage;
  const isLoginProven =
    plan.login.mode === 'none' ? null : keeper !== null && reason?.code !== 'SESSION_LOST';
  return {
    scanId: plan.scanId,
    origin: retriever.origin,
    outcome: reason === null ? 'COMPLETE' : reason.code === 'STOPPED_BY_USER' ? 'CANCELLED' : 'INCOMPLETE',
    reason,
    findings,
    checklist: buildChecklist((name) => {
      const count = findings.filter((finding) => finding.class === name).length;
      return checkRun.ledger.readFacts(name, count, { leftOut, unsent, unsentFiles, isSiteSeen });
    }, plan.classes),
    coverage: coverage.toCoverage([...warnings, ...(facts.browser?.warnings ?? [])], isLoginProven),
    leftBehind: facts.leftBehind,
    counters: { ...facts.counters, findings: findings.length },
    score: securityScore(findings),
    engineVersion: ENGINE_VERSION,
    checkVersions: facts.checks.map(({ id, version }) => ({ id, version })),
    startedAt: facts.startedAt,
    completedAt: facts.completedAt,
  };
}
