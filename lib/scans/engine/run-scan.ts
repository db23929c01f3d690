import { BrowserRun } from '../browser/browser-run';
import { RenderedPages } from '../browser/rendered-pages';
import type { ScanPlan } from '../rules/plan';
import type { ScanResult } from '../rules/result';
import type { CheckRun } from './check-run';
import { isProbing } from './class-ledger';
import { Crawler } from './crawl/crawler';
import { MissingPages } from './crawl/missing-pages';
import { findHiddenPoints, findPoints } from './places/find-points';
import { proveKinds } from './places/prove-kinds';
import { listTargets } from './request-probe';
import { ActiveJournal } from './resume/active-journal';
import {
  type CrawlParts,
  type CrawlState,
  giveCrawlState,
  readCrawlState,
  writeCrawlState,
} from './resume/crawl-state';
import { putBackSignal } from './saving/put-back-signal';
import type { ScanDeps } from './scan-deps';
import { buildScanResult, ENGINE_VERSION } from './scan-report';
import { SiteRun } from './site-run';
import { listStartUrls } from './start-urls';

const MAX_PAGES = 3_000;
const CRAWL_SHARE = 0.4;

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

class ScanRun extends SiteRun {
  private readonly journal = new ActiveJournal({
    plan: this.plan,
    clock: this.deps.clock,
    resume: this.deps.resume,
    engineVersion: ENGINE_VERSION,
  });

  async run(): Promise<ScanResult> {
    await this.begin();
    const state = this.isStopped
      ? null
      : readCrawlState(this.deps.resume?.state ?? null, this.plan, this.retriever.origin);
    const missing = state
      ? MissingPages.fromFields(state.missing)
      : await MissingPages.learn(this.retriever, this.mark);
    await this.crawl(missing, state);
    this.progress.enter('PASSIVE');
    const checkRun = this.newCheckRun(missing, { journal: this.journal });
    await checkRun.runPassive();
    this.progress.enter('ACTIVE');
    try {
      const { plan, checks, crawler, retriever, session, coverage, submissions, mark, missingUrl } = this;
      const { contacts, journal } = this;
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
        journal,
      };
      const points = this.isStopped ? [] : await findPoints(parts);
      this.progress.count({ parameters: coverage.parametersSeen.size });
      const findHidden = async () => {
        const hidden = await findHiddenPoints(parts, points);
        this.progress.count({ parameters: coverage.parametersSeen.size });
        return hidden;
      };
      await checkRun.runActive(points, listTargets(crawler?.requests ?? [], submissions), findHidden);
      this.progress.enter('CONFIRM');
      await checkRun.confirm();
    } finally {
      await this.submissions.putBack(putBackSignal(this.deps.signal));
    }
    await this.keeper?.lookAtEnd();
    this.progress.enter('REPORT');
    return this.report(checkRun, missing);
  }

  /** @param state what an earlier execution of this scan found */
  private async crawl(missing: MissingPages, state: CrawlState | null): Promise<void> {
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
    if (state) await this.takeOver(state, crawler, rendered);
    else {
      await crawler.run(listStartUrls(plan, retriever), plan.concurrency);
      await this.decideAboutHeld(crawler);
    }
    const { openBrowser: open, signal } = this.deps;
    if (open) {
      const { session, mark } = this;
      this.browser = new BrowserRun(
        { open, signal, retriever, session, crawler, mark, concurrency: plan.concurrency },
        rendered,
      );
      await this.browser.crawl();
      await this.decideAboutHeld(crawler);
    }
    this.progress.count({ pages: coverage.pages, forms: coverage.formsSeen.size });
    if (!this.isStopped && crawler.pageUrls.length === 0) {
      this.retriever.stop('NOTHING_SEEN', {
        status: crawler.exchanges[0]?.response.status ?? 0,
        location: 'none',
      });
    }
    const kept = state || this.isStopped ? null : await writeCrawlState(this.crawlParts(crawler), missing);
    if (kept) await this.deps.resume?.keep(kept);
  }

  /** Opens what is held of pages that look alike, where they do not behave alike. */
  private async decideAboutHeld(crawler: Crawler): Promise<void> {
    const { contacts, submissions, plan } = this;
    const isStopped = () => this.isStopped;
    if (this.checks.some(isProbing))
      await proveKinds({ crawler, contacts, submissions, concurrency: plan.concurrency, isStopped });
    else crawler.frontier.closeHeld();
  }

  private crawlParts(crawler: Crawler): CrawlParts {
    const { plan, coverage, session, marks } = this;
    return { plan, crawler, coverage, session, marks };
  }

  private async takeOver(state: CrawlState, crawler: Crawler, rendered: RenderedPages): Promise<void> {
    giveCrawlState(state, this.crawlParts(crawler));
    // What a browser saw went with it: it opens the pages again.
    if (!this.deps.openBrowser) return;
    for (const exchange of crawler.exchanges)
      rendered.note(await this.work.readPage(exchange), exchange.request.url);
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
