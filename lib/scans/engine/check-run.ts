import { setImmediate as nextTurn } from 'node:timers/promises';
import { sha256Hex } from '@/lib/core/bytes';
import type { FindingClass, FindingDraft } from '@/lib/findings/rules/finding';
import { FINDING_CLASSES } from '@/lib/findings/rules/finding';
import { fingerprintOf } from '@/lib/findings/rules/fingerprint';
import { pathTemplate } from '@/lib/findings/rules/path-template';
import type { Exchange } from '@/lib/http/exchange';
import type {
  ActiveCheck,
  Check,
  InsertionPoint,
  PassiveCheck,
  PassiveContext,
  SiteCheck,
  SiteContext,
} from '../checks/check';
import type { ScanPlan } from '../rules/plan';
import { ClassLedger } from './class-ledger';
import type { CoverageBook } from './coverage-book';
import { FindingBook } from './finding-book';
import type { MissingPages } from './missing-pages';
import { forEachAtOnce } from './pacer';
import { Prober } from './probe-context';
import { isBehindPath } from './probe-request';
import type { ProgressTracker } from './progress-tracker';
import type { Retriever } from './retriever';
import type { Submissions } from './submissions';

export type CheckRunDeps = {
  plan: ScanPlan;
  checks: readonly Check[];
  retriever: Retriever;
  coverage: CoverageBook;
  progress: ProgressTracker;
  missing: MissingPages;
  mark: () => string;
  missingUrl: string;
  submissions: Submissions;
  secrets: () => readonly string[];
  inspectTls: SiteContext['inspectTls'];
  keepAlive: () => Promise<void>;
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
  private readonly passiveContext: PassiveContext;
  private readonly seenAnswers = new Set<string>();

  constructor(private readonly deps: CheckRunDeps) {
    this.ledger = new ClassLedger(deps.checks);
    this.findings = new FindingBook(deps.secrets);
    const { retriever, mark, missingUrl, submissions } = deps;
    const onAnswer = (exchange: Exchange) => this.onProbeAnswer(exchange);
    this.prober = new Prober({ retriever, mark, missingUrl, submissions, onAnswer });
    this.passiveContext = {
      origin: deps.retriever.origin,
      isBehindLogin: deps.isBehindLogin,
      looksLikeMissing: (exchange) => deps.missing.looksLikeMissing(exchange),
    };
  }

  async runPassive(): Promise<void> {
    const checks = this.deps.checks.filter(hasKind('passive'));
    for (const exchange of this.deps.exchanges) {
      if (this.deps.retriever.isStopped && this.deps.retriever.stopReason?.code === 'STOPPED_BY_USER') return;
      for (const check of checks) this.runPassiveCheck(check, exchange);
      // Long lists of pages must not keep the stop button waiting.
      await nextTurn();
    }
    for (const check of checks) this.ledger.onFinished(check.id);
  }

  /** Site checks and active checks, class by class in the customer's order. */
  async runActive(points: readonly InsertionPoint[]): Promise<void> {
    for (const name of FINDING_CLASSES) {
      const checks = this.deps.checks.filter((check) => check.class === name);
      if (checks.length === 0) {
        this.deps.progress.setClass(name, 'NOT_TESTED');
        continue;
      }
      this.deps.progress.setClass(name, 'RUNNING');
      for (const check of checks.filter(hasKind('site'))) await this.runSiteCheck(check);
      for (const check of checks.filter(hasKind('active'))) await this.runActiveCheck(check, points);
      if (this.deps.retriever.isStopped) return;
      this.deps.progress.setClass(name, 'TESTED');
    }
  }

  /**
   * Repeats each proof that would weigh in the verdict; one that cannot be repeated loses a grade. A check whose first
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
        const again = await this.guarded(check, () => check.run(point, this.prober.open(check, point)));
        if (this.isStopped) return;
        if (again?.some((draft) => fingerprintOf(draft) === fingerprint)) {
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

  private runPassiveCheck(check: PassiveCheck, exchange: Exchange): void {
    this.ledger.onFed(check.id);
    try {
      this.record(check.class, check.run(exchange, this.passiveContext));
    } catch {
      this.ledger.onFailed(check.id);
    }
  }

  private async runSiteCheck(check: SiteCheck): Promise<void> {
    if (this.isStopped) return;
    this.ledger.onFed(check.id);
    const { retriever, missing, inspectTls, exchanges, mark } = this.deps;
    const drafts = await this.guarded(check, () =>
      check.run({
        origin: retriever.origin,
        mark,
        fetchPath: async (path, headers = []) => {
          const url = new URL(`${retriever.origin}${path}`).href;
          const exchange = await retriever.send({ method: 'GET', url, headers });
          if (exchange && exchange.response.status >= 400) this.onProbeAnswer(exchange);
          return exchange;
        },
        looksLikeMissing: (exchange) => missing.looksLikeMissing(exchange),
        inspectTls,
        exchanges: () => exchanges,
      }),
    );
    this.record(check.class, drafts ?? []);
    if (!this.isStopped) this.ledger.onFinished(check.id);
  }

  private async runActiveCheck(check: ActiveCheck, points: readonly InsertionPoint[]): Promise<void> {
    // Text behind a path reaches pages that print their own address, and nothing else.
    const targets = points.filter(
      (point) => check.applies(point) && (check.class === 'XSS' || !isBehindPath(point)),
    );
    await forEachAtOnce(
      targets,
      this.deps.plan.concurrency,
      () => this.isStopped,
      async (point) => {
        const place = this.prober.open(check, point);
        const drafts = (await this.guarded(check, () => check.run(point, place))) ?? [];
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
  private async guarded(check: Check, work: () => Promise<FindingDraft[]>): Promise<FindingDraft[] | null> {
    try {
      return await work();
    } catch {
      this.ledger.onFailed(check.id);
      return null;
    }
  }

  private record(name: FindingClass, drafts: readonly FindingDraft[]): void {
    this.deps.progress.onFindings(name, this.findings.add(drafts));
  }

  /** Probes provoke errors that ordinary pages hide: what leaks there is looked at like any page, each kind once. */
  private onProbeAnswer(exchange: Exchange): void {
    const { status, decodedBody } = exchange.response;
    const key = `${pathTemplate(new URL(exchange.request.url).pathname)} ${status} ${sha256Hex(decodedBody)}`;
    if (this.seenAnswers.has(key)) return;
    this.seenAnswers.add(key);
    for (const check of this.deps.checks.filter(hasKind('passive'))) {
      if (check.class === 'INFORMATION_LEAKAGE') this.runPassiveCheck(check, exchange);
    }
  }
}

/** A place as a reader finds it: `GET /search QUERY q`. */
const placeName = ({ method, url, location, name }: InsertionPoint): string =>
  `${method} ${new URL(url).pathname} ${location} ${name}`;
