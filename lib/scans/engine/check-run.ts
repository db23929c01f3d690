import type { FindingClass, FindingDraft } from '@/lib/findings/rules/finding';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import { computeFingerprint } from '@/lib/findings/rules/fingerprint';
import type { Exchange } from '@/lib/http/exchange';
import type { BrowserRun } from '../browser/browser-run';
import type {
  ActiveCheck,
  Check,
  FoundRequest,
  InsertionPoint,
  RequestCheck,
  SiteCheck,
  SiteContext,
} from '../checks/check';
import type { ScanPlan } from '../rules/plan';
import type { Done, ScanWork } from '../work/scan-work';
import { ClassLedger } from './class-ledger';
import type { CoverageBook } from './coverage-book';
import type { MissingPages } from './crawl/missing-pages';
import { isDangerousLink } from './danger/danger';
import { FindingBook } from './finding-book';
import type { ScanSession } from './login/scan-session';
import { PassiveRun } from './passive-run';
import { Prober } from './probe-context';
import type { ProgressTracker } from './progress/progress-tracker';
import { RequestProbe } from './request-probe';
import { forEachAtOnce } from './requests/pacer';
import { placeName } from './requests/place-name';
import { ProbePlan } from './requests/probe-plan';
import type { Retriever } from './requests/retriever';
import { toSource } from './retest/source-request';
import type { Submissions } from './saving/submissions';
import { SiteFiles } from './site-files';

export type CheckRunDeps = {
  plan: ScanPlan;
  checks: readonly Check[];
  retriever: Retriever;
  coverage: CoverageBook;
  progress: ProgressTracker;
  missing: MissingPages;
  work: ScanWork;
  mark: () => string;
  browser: BrowserRun | null;
  missingUrl: string;
  submissions: Submissions;
  session: ScanSession;
  secrets: () => readonly string[];
  inspectTls: SiteContext['inspectTls'];
  keepAlive: () => Promise<void>;
  /** Which addresses a site check may ask for; all that are harmless when absent. */
  mayFetch?: (checkId: string, path: string) => boolean;
  isBehindLogin: boolean;
  /** Everything that the crawl captured. */
  exchanges: readonly Exchange[];
};

/** Proofs of one check that must all have been repeated before the rest of them is believed. */
const STEADY_AFTER = 25;

const hasKind =
  <K extends Check['kind']>(kind: K) =>
  (check: Check): check is Extract<Check, { kind: K }> =>
    check.kind === kind;

/** Runs the checks over what the crawl found: passive ones, then site and active ones a class at a time, then confirms. */
export class CheckRun {
  readonly ledger: ClassLedger;
  readonly findings: FindingBook;
  readonly prober: Prober;
  unconfirmed = 0;
  private readonly passive: PassiveRun;

  constructor(private readonly deps: CheckRunDeps) {
    this.ledger = new ClassLedger(deps.checks, () => deps.progress.onPlace());
    this.findings = new FindingBook(deps.secrets);
    const { retriever, mark, missingUrl, submissions, isBehindLogin, work, exchanges } = deps;
    this.passive = new PassiveRun({
      work,
      checks: deps.checks.filter(hasKind('passive')),
      context: () => ({ origin: retriever.origin, isBehindLogin }),
      ledger: this.ledger,
      onFindings: (name, drafts) => this.record(name, drafts),
    });
    const onResponse = (exchange: Exchange) => this.passive.onProbeResponse(exchange);
    const files = new SiteFiles({ retriever, exchanges, missing: deps.missing });
    const siteFiles = () => files.list();
    this.prober = new Prober({ retriever, mark, missingUrl, submissions, exchanges, siteFiles, onResponse });
  }

  async runPassive(): Promise<void> {
    const { retriever, exchanges } = this.deps;
    const isEnded = () => retriever.isStopped && retriever.stopReason?.code === 'STOPPED_BY_USER';
    await this.passive.run(exchanges, isEnded);
  }

  /** Site, request and active checks, class by class in the customer's order. */
  async runActive(points: readonly InsertionPoint[], targets: readonly FoundRequest[]): Promise<void> {
    const places = new ProbePlan(this.deps.checks, points, targets);
    this.deps.progress.expectPlaces(places.size);
    for (const name of FINDING_CLASSES) {
      const checks = this.deps.checks.filter((check) => check.class === name);
      if (checks.length === 0) {
        this.deps.progress.setClass(name, 'NOT_TESTED');
        continue;
      }
      this.deps.progress.setClass(name, 'RUNNING');
      for (const check of checks.filter(hasKind('site'))) await this.runSiteCheck(check);
      for (const check of checks.filter(hasKind('request')))
        await this.runRequestCheck(check, places.listRequests(check));
      for (const check of checks.filter(hasKind('active')))
        await this.runActiveCheck(check, places.listPoints(check));
      for (const check of checks.filter(hasKind('browser')))
        await this.deps.browser?.probe(check, this.ledger, (done) =>
          this.record(name, this.takeDrafts(check, done, check.id) ?? []),
        );
      if (this.deps.retriever.isStopped) return;
      this.deps.progress.setClass(name, 'TESTED');
    }
  }

  /**
   * Repeats each proof that would weigh in the verdict; one that cannot be repeated makes the finding less sure. A check whose first
   * proofs were all repeatable has shown that this site is steady, and its other proofs stand as they are.
   */
  async confirm(): Promise<void> {
    const repeated = new Map<string, number>();
    await forEachAtOnce(
      this.findings.provable,
      this.deps.plan.concurrency,
      () => this.isStopped,
      async ({ fingerprint, proof: { check, point } }) => {
        const successes = repeated.get(check.id) ?? 0;
        if (successes >= STEADY_AFTER) return;
        const work = await this.deps.work.runActive(check, point, this.prober.open(check, point));
        if (this.isStopped) return;
        const again = this.takeDrafts(check, work, placeName(point));
        if (again?.some((draft) => computeFingerprint(draft) === fingerprint)) {
          repeated.set(check.id, successes + 1);
          return;
        }
        repeated.set(check.id, Number.NEGATIVE_INFINITY);
        this.findings.weaken(fingerprint);
        this.unconfirmed += 1;
      },
    );
  }

  private get isStopped(): boolean {
    return this.deps.retriever.isStopped;
  }

  private async runSiteCheck(check: SiteCheck): Promise<void> {
    if (this.isStopped) return;
    this.ledger.onFed(check.id);
    const { retriever, missing, inspectTls, exchanges, mark, work } = this.deps;
    const done = await work.runSite(check, {
      origin: retriever.origin,
      mark,
      fetchPath: async (path, headers = []) => {
        const url = new URL(`${retriever.origin}${path}`).href;
        const isClosed = isDangerousLink(url) || this.deps.mayFetch?.(check.id, path) === false;
        const exchange = isClosed ? null : await retriever.send({ method: 'GET', url, headers });
        if (exchange && exchange.response.status >= 400) await this.passive.onProbeResponse(exchange);
        return exchange;
      },
      looksLikeMissing: (exchange) => missing.looksLikeMissing(exchange),
      inspectTls,
      exchanges: () => exchanges,
    });
    this.record(check.class, this.takeDrafts(check, done, `GET ${retriever.scopePath}`) ?? []);
    if (!this.isStopped) this.ledger.onFinished(check.id);
  }

  private async runRequestCheck(check: RequestCheck, targets: readonly FoundRequest[]): Promise<void> {
    const { plan, work, progress, ...deps } = this.deps;
    await forEachAtOnce(
      targets,
      plan.concurrency,
      () => this.isStopped,
      async (target) => {
        const place = `${target.template.method} ${new URL(target.template.url).pathname}`;
        if (this.ledger.hasGivenUp(check.id)) return this.ledger.onTimedOut(check.id, place);
        const probe = new RequestProbe(target, deps);
        const done = await work.runRequest(check, target, probe);
        if (!done.ok && done.reason === 'TIMED_OUT') return this.ledger.onTimedOut(check.id, place);
        const drafts = this.withSource(this.takeDrafts(check, done, place), target);
        progress.onFindings(check.class, this.findings.add(drafts));
        const gap = () => (drafts.length === 0 ? probe.gap() : null);
        this.ledger.onPlace(check.id, { place, isOwnInput: true, gap });
        await this.deps.keepAlive();
      },
    );
    if (!this.isStopped) this.ledger.onFinished(check.id);
  }

  private async runActiveCheck(check: ActiveCheck, points: readonly InsertionPoint[]): Promise<void> {
    await forEachAtOnce(
      points,
      this.deps.plan.concurrency,
      () => this.isStopped,
      async (point) => {
        if (this.ledger.hasGivenUp(check.id)) return this.ledger.onTimedOut(check.id, placeName(point));
        const place = this.prober.open(check, point);
        const done = await this.deps.work.runActive(check, point, place);
        if (!done.ok && done.reason === 'TIMED_OUT')
          return this.ledger.onTimedOut(check.id, placeName(point));
        const drafts = this.withSource(this.takeDrafts(check, done, placeName(point)), point);
        const added = this.findings.add(drafts, { check, point });
        this.deps.progress.onFindings(check.class, added);
        this.ledger.onPlace(check.id, {
          place: placeName(point),
          isOwnInput: this.deps.coverage.parametersSeen.has(point.id),
          // What was found there arrived.
          gap: () => (drafts.length === 0 ? place.gap() : null),
        });
        if (!this.isStopped) this.noteTested(point);
        await this.deps.keepAlive();
      },
    );
    if (!this.isStopped) this.ledger.onFinished(check.id);
  }

  private noteTested(point: InsertionPoint): void {
    const endpoint = `${point.method} ${new URL(point.url).pathname}`;
    const { coverage } = this.deps;
    if (coverage.parametersSeen.has(point.id)) coverage.parametersTested.add(point.id);
    if (coverage.endpointsSeen.has(endpoint)) coverage.endpointsTested.add(endpoint);
  }

  /** A check that throws is a defect of ours: its class is not tested, and the other checks go on. */
  private takeDrafts(check: Check, done: Done<FindingDraft[]>, place: string): FindingDraft[] | null {
    if (done.ok) return done.value;
    if (done.reason === 'FAILED') this.ledger.onFailed(check.id);
    if (done.reason === 'TIMED_OUT') this.ledger.onTimedOut(check.id, place);
    return null;
  }

  private withSource(drafts: readonly FindingDraft[] | null, { template }: Pick<FoundRequest, 'template'>) {
    const source = drafts?.length ? toSource(template, this.deps.secrets()) : null;
    return (drafts ?? []).map((draft) => ({ ...draft, source }));
  }

  private record(name: FindingClass, drafts: readonly FindingDraft[]): void {
    this.deps.progress.onFindings(name, this.findings.add(drafts));
  }
}
