import { securityScore } from '@/lib/findings/rules/score';
import type { Check } from '../checks/check';
import { buildChecklist } from '../rules/checklist';
import type { ScanPlan } from '../rules/plan';
import type { ScanCounters } from '../rules/progress';
import type { ScanReason, ScanResult } from '../rules/result';
import type { CheckRun } from './check-run';
import type { CoverageBook } from './coverage-book';
import type { Crawler } from './crawler';
import type { MissingPages } from './missing-pages';
import type { Retriever } from './retriever';
import { scanWarnings } from './scan-warnings';
import type { SessionKeeper } from './session-keeper';

/** Raised with every change that may alter what a scan finds; stored with each scan. */
export const ENGINE_VERSION = '1.0.0';

const LOGIN_ONLY_PAGES = 3;
const PROBES_BLOCKED_SHARE = 0.5;

export type ReportFacts = {
  plan: ScanPlan;
  checks: readonly Check[];
  retriever: Retriever;
  coverage: CoverageBook;
  crawler: Crawler | null;
  missing: MissingPages;
  checkRun: CheckRun;
  /** Null unless a login was proven. */
  keeper: SessionKeeper | null;
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
function reasonOf(facts: ReportFacts): ScanReason | null {
  const { stopReason } = facts.retriever;
  if (stopReason) return stopReason;
  const { probesSent, probesBlocked } = facts.checkRun.prober;
  const [failedCheck] = facts.checkRun.ledger.failedChecks;
  if (failedCheck !== undefined) return { code: 'CHECK_FAILED', values: { check: failedCheck } };
  if (isLoginPageOnly(facts)) return { code: 'LOGIN_PAGE_ONLY', values: {} };
  if (probesBlocked > 0 && probesBlocked >= PROBES_BLOCKED_SHARE * probesSent) {
    return { code: 'PROBES_BLOCKED', values: { blocked: probesBlocked, sent: probesSent } };
  }
  return null;
}

/** Puts together what the scan ends with; complete only when there is no reason why not. */
export function buildScanResult(facts: ReportFacts): ScanResult {
  const { plan, retriever, coverage, crawler, checkRun, keeper, missing } = facts;
  const findings = checkRun.findings.toFindings();
  const reason = reasonOf(facts);
  const warnings = scanWarnings({
    pages: coverage.pages,
    parameters: coverage.parametersSeen.size,
    isLoginPageOnly: isLoginPageOnly(facts),
    isCatchAll: missing.isCatchAll,
    exchanges: crawler?.exchanges ?? [],
    probesSent: checkRun.prober.probesSent,
    probesBlocked: checkRun.prober.probesBlocked,
    sessionRenewals: keeper?.renewals ?? 0,
    slowSpells: retriever.slowSpells,
    unconfirmed: checkRun.unconfirmed,
    skippedOf: (...reasons) => coverage.skippedOf(...reasons),
  });
  const isLoginProven =
    plan.login.mode === 'none' ? null : keeper !== null && reason?.code !== 'SESSION_LOST';
  return {
    scanId: plan.scanId,
    origin: retriever.origin,
    outcome: reason === null ? 'COMPLETE' : reason.code === 'STOPPED_BY_USER' ? 'CANCELLED' : 'INCOMPLETE',
    reason,
    findings,
    checklist: buildChecklist(
      (name) => checkRun.ledger.factsOf(name, findings.filter((finding) => finding.class === name).length),
      plan.classes,
    ),
    coverage: coverage.toCoverage(warnings, isLoginProven),
    counters: { ...facts.counters, findings: findings.length },
    score: securityScore(findings),
    engineVersion: ENGINE_VERSION,
    checkVersions: facts.checks.map(({ id, version }) => ({ id, version })),
    startedAt: facts.startedAt,
    completedAt: facts.completedAt,
  };
}
