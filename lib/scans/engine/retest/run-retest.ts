import type { Exchange } from '@/lib/http/exchange';
import { BrowserRun } from '../../browser/browser-run';
import { RenderedPages } from '../../browser/rendered-pages';
import type { Check, FoundRequest, InsertionPoint, RequestTemplate } from '../../checks/check';
import { CHECKS } from '../../checks/registry';
import type { ScanPlan } from '../../rules/plan';
import type { RetestEntry, RetestReason, RetestResult, RetestTarget } from '../../rules/retest';
import type { CheckRun } from '../check-run';
import { Crawler } from '../crawl/crawler';
import { MissingPages } from '../crawl/missing-pages';
import { requestEffect } from '../danger/request-effect';
import { markPrefix } from '../places/mark-maker';
import { listTargets } from '../request-probe';
import { toRetrieverRequest } from '../requests/probe-request';
import { putBackSignal } from '../saving/put-back-signal';
import type { ScanDeps } from '../scan-deps';
import { ENGINE_VERSION } from '../scan-report';
import { SiteRun } from '../site-run';
import { readEvidenceRequest } from './evidence-request';
import { findOwnAddress } from './find-own-address';
import { judgeRetest } from './judge-retest';
import { listGaps } from './list-gaps';
import { narrowChecks } from './narrow-checks';
import { readWitness } from './read-witness';
import { isNearTarget, listRetestPages } from './retest-pages';
import { buildRetestPoints, findRequests, isPlaceOfTarget } from './retest-places';

/** Besides pages that the findings name, so many requests a finding at most; a whole scan's limits hold too. */
const REQUESTS_PER_TARGET = 400;
const BASE_REQUESTS = 200;
/** Files of the site that a way up from a folder is proven with. */
const MAX_SITE_FILES = 12;

/**
 * Asks only the places of these findings again, with the checks that found them: same login, scope, pace, noise control
 * and care for what saves as in a whole scan. Never throws for what the site does.
 */
export async function runRetest(
  plan: ScanPlan,
  targets: readonly RetestTarget[],
  deps: ScanDeps,
): Promise<RetestResult> {
  const maxRequests = Math.min(plan.maxRequests, BASE_REQUESTS + REQUESTS_PER_TARGET * targets.length);
  const run = new RetestRun({ ...plan, maxRequests }, targets, deps);
  try {
    return await run.run();
  } finally {
    await Promise.all([run.browser?.close(), run.work.close()]);
  }
}

class RetestRun extends SiteRun {
  private points: readonly InsertionPoint[] = [];
  private requests: readonly FoundRequest[] = [];

  constructor(
    plan: ScanPlan,
    private readonly targets: readonly RetestTarget[],
    deps: ScanDeps,
  ) {
    super(plan, { ...deps, checks: narrowChecks(deps.checks ?? CHECKS, targets) });
  }

  async run(): Promise<RetestResult> {
    await this.begin();
    const missing = await MissingPages.learn(this.retriever, this.mark);
    const crawler = await this.openPages(missing);
    this.progress.enter('PASSIVE');
    const checkRun = this.newCheckRun(missing, { mayFetch: (id, path) => this.mayFetch(id, path) });
    await checkRun.runPassive();
    this.progress.enter('ACTIVE');
    let witnesses: Map<RetestTarget, Exchange>;
    try {
      await this.findPlaces(crawler);
      this.progress.count({ parameters: this.points.length });
      await checkRun.runActive(this.points, this.requests);
      this.progress.enter('CONFIRM');
      await checkRun.confirm();
      witnesses = await this.readWitnesses(crawler, checkRun);
    } finally {
      await this.submissions.putBack(putBackSignal(this.deps.signal));
    }
    await this.keeper?.lookAtEnd();
    this.progress.enter('REPORT');
    return this.report(crawler, checkRun, witnesses);
  }

  /** As the finding had it: a few pages say nothing about which of them are unlike others. */
  protected override ownAddress(url: string): string | undefined {
    return findOwnAddress(url, this.targets) ?? super.ownAddress(url);
  }

  private findCheck({ checkId }: RetestTarget): Check | null {
    return this.checks.find(({ id }) => id === checkId) ?? null;
  }

  private mayFetch(checkId: string, path: string): boolean {
    const check = this.checks.find(({ id }) => id === checkId);
    // Only checks of files try lists of names; the others ask for little, and what they ask for is the finding's.
    if (check?.class !== 'INFORMATION_LEAKAGE' && check?.class !== 'TROJAN') return true;
    const prefix = markPrefix(this.plan.scanId);
    return this.targets.some((target) => target.checkId === checkId && isNearTarget(path, target, prefix));
  }

  private async openPages(missing: MissingPages): Promise<Crawler> {
    const { retriever, coverage, plan, work } = this;
    const rendered = new RenderedPages(true);
    const crawler = new Crawler({
      ...{ retriever, missing, coverage, work },
      pathsToAvoid: plan.pathsToAvoid,
      keepAlive: () => this.keepAlive(),
      hasSession: this.keeper !== null,
      pageLimit: plan.maxRequests,
      onPage: (page, url) => rendered.note(page, url),
    });
    this.crawler = crawler;
    const pages = this.targets.flatMap((target) => {
      const check = this.findCheck(target);
      return check ? listRetestPages(target, check.kind) : [];
    });
    const needsFiles = this.checks.some(({ class: name }) => name === 'CROSS_DIRECTORY_ACCESS');
    await crawler.open([this.rootUrl, ...pages], plan.concurrency, needsFiles ? MAX_SITE_FILES : 0);
    await this.replayProofs(crawler);
    const { openBrowser: open, signal } = this.deps;
    if (open && this.checks.some(({ kind }) => kind === 'browser')) {
      const { session, mark } = this;
      const { concurrency } = plan;
      this.browser = new BrowserRun(
        { open, signal, retriever, session, crawler, mark, concurrency },
        rendered,
      );
      await this.browser.crawl();
    }
    return crawler;
  }

  /** What a probe provoked and a check that sends nothing saw: the same request once more, where it only reads. */
  private async replayProofs(crawler: Crawler): Promise<void> {
    for (const target of this.targets) {
      if (this.findCheck(target)?.kind !== 'passive') continue;
      const template = readEvidenceRequest(target)?.template;
      if (!template || template.method === 'GET' || requestEffect(template).effect === 'SAVES') continue;
      if (!crawler.scope.admitsCall(template, [])) continue;
      const exchange = await this.retriever.send(toRetrieverRequest(template));
      if (exchange) crawler.keep(exchange);
    }
  }

  private async findPlaces(crawler: Crawler): Promise<void> {
    const asked = this.targets.filter((target) => {
      const kind = this.findCheck(target)?.kind;
      return kind === 'active' || kind === 'request';
    });
    if (this.isStopped || asked.length === 0) return;
    const { submissions, session, missingUrl } = this;
    const templates = new Map<string, RequestTemplate>();
    for (const target of asked)
      for (const template of findRequests(target, crawler))
        templates.set(JSON.stringify(template), templates.get(JSON.stringify(template)) ?? template);
    const requests = [...templates.values()];
    await submissions.learn(requests, crawler.pageUrls);
    this.requests = listTargets(requests, submissions);
    const points = await buildRetestPoints(requests, asked, { crawler, session, missingUrl });
    this.points = points
      .filter(
        (point) => asked.some((target) => isPlaceOfTarget(point, target)) && !submissions.isToken(point),
      )
      .map((point) => ({ ...point, effect: submissions.readEffect(point.template) ?? point.effect }))
      .filter(({ part, effect }) => part === undefined || effect === 'READS');
    for (const { id } of this.points) this.coverage.parametersSeen.add(id);
  }

  private placesOfTarget(target: RetestTarget): InsertionPoint[] {
    return this.points.filter((point) => isPlaceOfTarget(point, target));
  }

  private async readWitnesses(crawler: Crawler, { prober }: CheckRun): Promise<Map<RetestTarget, Exchange>> {
    const { retriever, rootUrl } = this;
    const found = new Map<RetestTarget, Exchange>();
    for (const target of this.targets) {
      const check = this.findCheck(target);
      if (!check || this.isStopped) continue;
      const [point] = this.placesOfTarget(target);
      const witness = await readWitness(target, check.kind, point, { crawler, prober, retriever, rootUrl });
      if (witness) found.set(target, witness);
    }
    return found;
  }

  private get rootUrl(): string {
    return `${this.retriever.origin}${this.retriever.scopePath}`;
  }

  private report(
    crawler: Crawler,
    checkRun: CheckRun,
    witnesses: ReadonlyMap<RetestTarget, Exchange>,
  ): RetestResult {
    const findings = checkRun.findings.toFindings();
    const entries = this.targets.map((target): RetestEntry => {
      const witness = witnesses.get(target) ?? null;
      const isWitnessedBySite = this.findCheck(target)?.kind === 'site';
      return judgeRetest(target, {
        ...{ findings, witness, isWitnessedBySite },
        ended: this.whyNotRun(target, checkRun),
        gaps: this.listGaps(target, checkRun),
        isLoginPage: witness !== null && crawler.loginPageUrls.has(witness.request.url),
      });
    });
    const counters = { ...this.progress.counters, findings: entries.filter(({ finding }) => finding).length };
    return {
      scanId: this.plan.scanId,
      origin: this.retriever.origin,
      reason: this.retriever.stopReason,
      ...{ entries, counters, engineVersion: ENGINE_VERSION, startedAt: this.startedAt },
      leftBehind: this.submissions.leftBehind,
      completedAt: this.deps.clock.now(),
    };
  }

  private listGaps(target: RetestTarget, { ledger }: CheckRun) {
    const check = this.findCheck(target);
    return check ? listGaps(target, check, ledger, this.placesOfTarget(target)) : [];
  }

  private whyNotRun(target: RetestTarget, { ledger }: CheckRun): RetestReason | null {
    const { stopReason } = this.retriever;
    if (stopReason) return stopReason;
    const check = this.findCheck(target);
    const isBrowser = CHECKS.some(({ id, kind }) => id === target.checkId && kind === 'browser');
    if (!check) return { code: isBrowser ? 'NOT_RENDERED' : 'CHECK_NOT_AVAILABLE', values: {} };
    if (ledger.readCheck(check.id).isFailed) return { code: 'CHECK_FAILED', values: { check: check.id } };
    return null;
  }
}
