import { setMaxListeners } from 'node:events';
import type { BrowserRun } from '../browser/browser-run';
import type { Check } from '../checks/check';
import { CHECKS } from '../checks/registry';
import { planProblems, type ScanPlan } from '../rules/plan';
import { directWork } from '../work/direct-work';
import type { ScanWork } from '../work/scan-work';
import { CheckRun } from './check-run';
import type { CheckRunDeps } from './check-run-deps';
import { CoverageBook } from './coverage-book';
import type { Crawler } from './crawl/crawler';
import type { MissingPages } from './crawl/missing-pages';
import { chosenPage, pageAddress } from './crawl/scope-url';
import { logIn } from './login/login';
import { ScanSession } from './login/scan-session';
import { SessionKeeper } from './login/session-keeper';
import { FirstContacts } from './places/first-contacts';
import { listenOutside } from './places/listen-outside';
import { type MarkSeries, markMaker, markPrefix, markSeries } from './places/mark-maker';
import { ProgressTracker } from './progress/progress-tracker';
import { reachTarget } from './reach-target';
import { relocatePlan } from './relocate-plan';
import { Retriever } from './requests/retriever';
import { putBackSignal } from './saving/put-back-signal';
import { Submissions } from './saving/submissions';
import type { ScanDeps } from './scan-deps';
import { listScanSecrets } from './scan-secrets';

/** The same in every scan, so that a finding on the error page keeps its fingerprint. */
const MISSING_PATH = '/preflight-no-such-page';

/** What a whole scan and a re-test share: the way to the site, the session, and what their steps are made of. */
export abstract class SiteRun {
  protected readonly startedAt: Date;
  protected readonly checks: readonly Check[];
  protected readonly session = new ScanSession();
  protected readonly coverage = new CoverageBook();
  protected readonly progress: ProgressTracker;
  protected readonly retriever: Retriever;
  protected readonly marks: MarkSeries;
  protected readonly mark: () => string;
  readonly work: ScanWork;
  protected readonly submissions: Submissions;
  protected readonly contacts: FirstContacts;
  protected keeper: SessionKeeper | null = null;
  protected crawler: Crawler | null = null;
  browser: BrowserRun | null = null;

  constructor(
    protected plan: ScanPlan,
    protected readonly deps: ScanDeps,
  ) {
    this.startedAt = deps.clock.now();
    // Every request and pause under way listens to it.
    if (deps.signal) setMaxListeners(0, deps.signal);
    this.checks = (deps.checks ?? CHECKS).filter(
      ({ class: name, kind }) =>
        (plan.classes?.includes(name) ?? true) && (kind !== 'browser' || deps.openBrowser !== undefined),
    );
    const marks = markSeries(plan.scanId);
    this.marks = marks;
    this.mark = markMaker(marks, deps.random);
    this.work = deps.openWork?.({ marks, signal: deps.signal }) ?? directWork;
    const testable = new Set(this.checks.map((check) => check.class));
    this.progress = new ProgressTracker(plan.scanId, testable, deps.clock, deps.onProgress);
    this.retriever = new Retriever(plan, this.session, {
      outbound: deps.outbound,
      clock: deps.clock,
      pause: deps.pause,
      ...(deps.signal ? { signal: deps.signal } : {}),
      ...(deps.resume ? { used: deps.resume.used } : {}),
      onRequest: (url, requests) => this.progress.onRequest(url, requests),
    });
    this.submissions = new Submissions({
      retriever: this.retriever,
      session: this.session,
      mark: this.mark,
      readPage: this.work.readPage,
      markPrefix: markPrefix(plan.scanId),
      captured: this.captured,
      keepPutBack: async (requests) => deps.putBack?.keep(requests),
    });
    const { submissions, retriever, mark, captured } = this;
    this.contacts = new FirstContacts({ submissions, retriever, mark, captured });
  }

  /** The page of an address as the crawl saw it. */
  private readonly captured = (url: string) => this.crawler?.kept.find(url) ?? null;

  /** What tells a page from others of its template in a finding; undefined where nothing does. */
  protected ownAddress(url: string): string | undefined {
    return this.crawler?.frontier.countsForItself(url) ? pageAddress(url) : chosenPage(url);
  }

  protected get isStopped(): boolean {
    return this.retriever.isStopped;
  }

  /** Up to the crawl: a plan that can be carried out, a site that answers, a session, and what a lost run left changed. */
  protected async begin(): Promise<void> {
    const [problem] = planProblems(this.plan);
    if (problem) this.retriever.stop('PLAN_INVALID', { problem });
    else await this.reach();
    this.progress.enter('LOGIN');
    await this.provePermission();
    await this.submissions.putBackFirst(this.deps.putBack?.first ?? [], putBackSignal(this.deps.signal));
    this.progress.enter('CRAWL');
  }

  /** Whether the site answers, over the protocol that it wants. */
  private async reach(): Promise<void> {
    const { retriever, work } = this;
    const hasLogin = this.plan.login.mode !== 'none';
    const upgrade = await reachTarget(this.plan.origin, hasLogin, retriever, work.readPage);
    if (upgrade) this.moveTo(upgrade);
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
    const { retriever, session, work } = this;
    const outcome = await logIn(login, retriever, session, work);
    if (outcome.ok)
      this.keeper = new SessionKeeper(login, outcome.proof, retriever, { session, reader: work });
    else this.retriever.stop('LOGIN_FAILED', { code: outcome.code, status: outcome.status });
  }

  protected keepAlive = async (): Promise<void> => {
    this.progress.count({ pages: this.coverage.pages, forms: this.coverage.formsSeen.size });
    await this.keeper?.keepAlive();
  };

  protected newCheckRun(missing: MissingPages, more: Partial<CheckRunDeps> = {}): CheckRun {
    return new CheckRun({
      plan: this.plan,
      checks: this.checks,
      retriever: this.retriever,
      coverage: this.coverage,
      progress: this.progress,
      missing,
      work: this.work,
      mark: this.mark,
      browser: this.browser,
      missingUrl: this.missingUrl,
      submissions: this.submissions,
      contacts: this.contacts,
      captured: this.captured,
      session: this.session,
      ownAddress: (url) => this.ownAddress(url),
      secrets: () => listScanSecrets(this.plan, this.session.readSecrets(`${this.retriever.origin}/`)),
      inspectTls: () =>
        this.isStopped ? Promise.resolve(null) : this.deps.inspectTls(this.retriever.origin),
      outside: listenOutside(this.deps),
      keepAlive: this.keepAlive,
      isBehindLogin: this.keeper !== null,
      exchanges: [...new Set([...(this.crawler?.exchanges ?? []), ...this.session.cookieResponses.values()])],
      ...more,
    });
  }

  protected get missingUrl(): string {
    return `${this.retriever.origin}${this.retriever.scopePath}${MISSING_PATH.slice(1)}`;
  }
}
