import { BrowserRun } from '../browser/browser-run';
import { RenderedPages } from '../browser/rendered-pages';
import type { Check } from '../checks/check';
import { CHECKS } from '../checks/registry';
import { planProblems, type ScanPlan } from '../rules/plan';
import type { ScanResult } from '../rules/result';
import { directWork } from '../work/direct-work';
import type { ScanWork } from '../work/scan-work';
import { CheckRun } from './check-run';
import { isProbing } from './class-ledger';
import { CoverageBook } from './coverage-book';
import { Crawler } from './crawl/crawler';
import { MissingPages } from './crawl/missing-pages';
import { chosenPage, pageAddress } from './crawl/scope-url';
import { logIn } from './login/login';
import { ScanSession } from './login/scan-session';
import { SessionKeeper } from './login/session-keeper';
import { findPoints } from './places/find-points';
import { FirstContacts } from './places/first-contacts';
import { markMaker, markPrefix, markSeries } from './places/mark-maker';
import { proveKinds } from './places/prove-kinds';
import { ProgressTracker } from './progress-tracker';
import { reachTarget } from './reach-target';
import { relocatePlan } from './relocate-plan';
import { listTargets } from './request-probe';
import { Retriever } from './requests/retriever';
import { putBackSignal } from './saving/put-back-signal';
import { Submissions } from './saving/submissions';
import type { ScanDeps } from './scan-deps';
import { buildScanResult } from './scan-report';
import { listScanSecrets } from './scan-secrets';
import { listStartUrls } from './start-urls';

const MAX_PAGES = 3_000;
const CRAWL_SHARE = 0.4;
/** The same in every scan, so that a finding on the error page keeps its fingerprint. */
const MISSING_PATH = '/preflight-no-such-page';

/**
 * Scans one origin: plan, login, crawl, passive, active, confirm, report. Never throws for what the site does; whatever
 * keeps the scan from seeing or testing everything makes it INCOMPLETE with a reason, never clean.
 */
export async function runScan(plan: ScanPlan, deps: ScanDeps): Promise<ScanResult> {
  const scan = new ScanRun(plan, deps);
  try {
    return await scan.run();
  } finally {
    await Promise.all([scan.browser?.close(), scan.work.close()]);
  }
}

class ScanRun {
  private readonly startedAt: Date;
  private readonly checks: readonly Check[];
  private readonly session = new ScanSession();
  private readonly coverage = new CoverageBook();
  private readonly progress: ProgressTracker;
  private readonly retriever: Retriever;
  private readonly mark: () => string;
  readonly work: ScanWork;
  private readonly submissions: Submissions;
  private readonly contacts: FirstContacts;
  private keeper: SessionKeeper | null = null;
  private crawler: Crawler | null = null;
  browser: BrowserRun | null = null;

  constructor(
    private plan: ScanPlan,
    private readonly deps: ScanDeps,
  ) {
    this.startedAt = deps.clock.now();
    this.checks = (deps.checks ?? CHECKS).filter(
      ({ class: name, kind }) =>
        (plan.classes?.includes(name) ?? true) && (kind !== 'browser' || deps.openBrowser !== undefined),
    );
    const marks = markSeries(plan.scanId);
    this.mark = markMaker(marks, deps.random);
    this.work = deps.openWork?.({ marks, signal: deps.signal }) ?? directWork;
    const testable = new Set(this.checks.map((check) => check.class));
    this.progress = new ProgressTracker(plan.scanId, testable, deps.clock, deps.onProgress);
    this.retriever = new Retriever(plan, this.session, {
      outbound: deps.outbound,
      clock: deps.clock,
      pause: deps.pause,
      ...(deps.signal ? { signal: deps.signal } : {}),
      onRequest: (url, requests) => this.progress.onRequest(url, requests),
    });
    const captured = (url: string) => this.crawler?.captured(url) ?? null;
    this.submissions = new Submissions({
      retriever: this.retriever,
      session: this.session,
      mark: this.mark,
      readPage: this.work.readPage,
      markPrefix: markPrefix(plan.scanId),
      captured,
      keepPutBack: async (requests) => deps.putBack?.keep(requests),
    });
    const { submissions, retriever, mark } = this;
    this.contacts = new FirstContacts({ submissions, retriever, mark, captured });
  }

  async run(): Promise<ScanResult> {
    const [problem] = planProblems(this.plan);
    if (problem) this.retriever.stop('PLAN_INVALID', { problem });
    else {
      const upgrade = await reachTarget(
        this.plan.origin,
        this.plan.login.mode !== 'none',
        this.retriever,
        this.work.readPage,
      );
      if (upgrade) this.moveTo(upgrade);
    }
    this.progress.enter('LOGIN');
    await this.provePermission();
    await this.submissions.putBackFirst(this.deps.putBack?.first ?? [], putBackSignal(this.deps.signal));
    this.progress.enter('CRAWL');
    const missing = await MissingPages.learn(this.retriever, this.mark);
    await this.crawl(missing);
    this.progress.enter('PASSIVE');
    const checkRun = this.newCheckRun(missing);
    await checkRun.runPassive();
    this.progress.enter('ACTIVE');
    try {
      const { plan, checks, crawler, retriever, session, coverage, submissions, mark, missingUrl } = this;
      const { contacts } = this;
      const parts = {
        plan,
        checks,
        crawler,
        retriever,
        session,
        coverage,
        submissions,
        contacts,
        mark,
        missingUrl,
      };
      const points = this.isStopped ? [] : await findPoints(parts);
      this.progress.count({ parameters: coverage.parametersSeen.size });
      await checkRun.runActive(points, listTargets(this.crawler?.requests ?? [], this.submissions));
      this.progress.enter('CONFIRM');
      await checkRun.confirm();
    } finally {
      await this.submissions.putBack(putBackSignal(this.deps.signal));
    }
    await this.keeper?.lookAtEnd();
    this.progress.enter('REPORT');
    return this.report(checkRun, missing);
  }

  private get isStopped(): boolean {
    return this.retriever.isStopped;
  }

  /** From here on everything of the plan that named the old origin means the new one. */
  private moveTo(origin: string): void {
    this.plan = relocatePlan(this.plan, origin);
    this.retriever.origin = origin;
    this.retriever.canaryUrl = this.plan.startUrls[0] ?? `${origin}${this.retriever.scopePath}`;
  }

  private async provePermission(): Promise<void> {
    const { login } = this.plan;
    if (this.isStopped || login.mode === 'none') return;
    const outcome = await logIn(login, this.retriever, this.session, this.work.readPage);
    const { retriever, session, work } = this;
    if (outcome.ok)
      this.keeper = new SessionKeeper(login, outcome.proof, retriever, { session, readPage: work.readPage });
    else this.retriever.stop('LOGIN_FAILED', { code: outcome.code, status: outcome.status });
  }

  private async crawl(missing: MissingPages): Promise<void> {
    const { plan, retriever, coverage } = this;
    const rendered = new RenderedPages();
    const crawler = new Crawler({
      retriever,
      missing,
      coverage,
      work: this.work,
      pathsToAvoid: plan.pathsToAvoid,
      keepAlive: () => this.keepAlive(),
      hasSession: this.keeper !== null,
      pageLimit: Math.min(MAX_PAGES, Math.ceil(plan.maxRequests * CRAWL_SHARE)),
      onPage: (page, url) => rendered.note(page, url),
    });
    this.crawler = crawler;
    if (this.isStopped) return;
    await crawler.run(listStartUrls(plan, retriever), plan.concurrency);
    const { contacts, submissions } = this;
    const { concurrency } = plan;
    if (this.checks.some(isProbing))
      await proveKinds({ crawler, contacts, submissions, concurrency, isStopped: () => this.isStopped });
    else crawler.frontier.closeHeld();
    const { openBrowser: open, signal } = this.deps;
    if (open) {
      const { session, mark } = this;
      this.browser = new BrowserRun(
        { open, signal, retriever, session, crawler, mark, concurrency },
        rendered,
      );
      await this.browser.crawl();
    }
    this.progress.count({ pages: coverage.pages, forms: coverage.formsSeen.size });
    if (!this.isStopped && crawler.pageUrls.length === 0) {
      this.retriever.stop('NOTHING_SEEN', {
        status: crawler.exchanges[0]?.response.status ?? 0,
        location: 'none',
      });
    }
  }

  private keepAlive = async (): Promise<void> => {
    this.progress.count({ pages: this.coverage.pages, forms: this.coverage.formsSeen.size });
    await this.keeper?.keepAlive();
  };

  private newCheckRun(missing: MissingPages): CheckRun {
    const { plan, checks, retriever, coverage, progress, work, mark } = this;
    const { browser, missingUrl, submissions, contacts } = this;
    return new CheckRun({
      ...{ plan, checks, retriever, coverage, progress, missing, work, mark },
      ...{ browser, missingUrl, submissions, contacts },
      captured: (url) => this.crawler?.captured(url) ?? null,
      session: this.session,
      ownAddress: (url) => (this.crawler?.frontier.countsForItself(url) ? pageAddress(url) : chosenPage(url)),
      secrets: () => listScanSecrets(this.plan, this.session.cookies(`${this.retriever.origin}/`)),
      inspectTls: () =>
        this.isStopped ? Promise.resolve(null) : this.deps.inspectTls(this.retriever.origin),
      keepAlive: this.keepAlive,
      isBehindLogin: this.keeper !== null,
      exchanges: [...new Set([...(this.crawler?.exchanges ?? []), ...this.session.cookieResponses.values()])],
    });
  }

  private get missingUrl(): string {
    return `${this.retriever.origin}${this.retriever.scopePath}${MISSING_PATH.slice(1)}`;
  }

  private report(checkRun: CheckRun, missing: MissingPages): ScanResult {
    const { plan, checks, retriever, coverage, crawler, browser, keeper } = this;
    return buildScanResult({
      ...{ plan, checks, retriever, coverage, crawler, missing, checkRun, browser, keeper },
      leftBehind: this.submissions.leftBehind,
      counters: this.progress.counters,
      startedAt: this.startedAt,
      completedAt: this.deps.clock.now(),
    });
  }
}
