import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { BrowserCheck } from '../checks/check';
import type { ClassLedger } from '../engine/class-ledger';
import type { Crawler } from '../engine/crawl/crawler';
import type { ScanSession } from '../engine/login/scan-session';
import { forEachAtOnce } from '../engine/requests/pacer';
import type { Retriever } from '../engine/requests/retriever';
import type { ScanWarning } from '../rules/result';
import type { Done } from '../work/scan-work';
import { BrowserGate, ResponseBook } from './browser-gate';
import { OpenedRoutes } from './opened-routes';
import { PageExplorer } from './page-explorer';
import { type OpenedPage, probePage } from './probe-page';
import type { RenderedPages } from './rendered-pages';
import type {
  BrowserResponse,
  NoBrowserReason,
  OpenBrowser,
  PageOutcome,
  PageSight,
  PageVisit,
  ScanBrowser,
} from './scan-browser';
import { listScriptTexts } from './script-words';
import { TimeLimit } from './time-limit';

/** Of one page with all its routes; the route that is under way comes to its end. */
const PAGE_LIMIT_MS = 60_000;
const MAX_HOSTS_NAMED = 5;
const MAX_PAGE_BYTES = 2 * 1_024 * 1_024;

export type BrowserRunDeps = {
  open: OpenBrowser;
  signal: AbortSignal | undefined;
  retriever: Retriever;
  session: ScanSession;
  crawler: Crawler;
  mark: () => string;
  /** How many requests of the crawl are under way at once. */
  concurrency: number;
};

type OnDone = (done: Done<FindingDraft[]>) => void;

/** The part of a scan that happens in a browser: what scripts build, ask for and do with what is planted. */
export class BrowserRun {
  private readonly gate: BrowserGate;
  private readonly pages: OpenedPage[] = [];
  private readonly ended = new Map<string, PageOutcome>();
  private browser: ScanBrowser | null = null;
  private reason: NoBrowserReason | null = null;

  constructor(
    private readonly deps: BrowserRunDeps,
    private readonly candidates: RenderedPages,
  ) {
    this.gate = new BrowserGate(deps.retriever, deps.crawler);
  }

  /** Opens the pages that the crawl found, and lets it follow what they show, until nothing new is found. */
  async crawl(): Promise<void> {
    const { open, signal, crawler } = this.deps;
    if (this.candidates.left.length === 0 || this.isStopped) return;
    const opened = await open(signal);
    if (!opened.ok) {
      this.reason = opened.reason;
      return;
    }
    this.browser = opened.browser;
    for (let batch = this.batch(); batch.length > 0; batch = this.batch()) {
      await Promise.all(batch.map((url) => this.open(url)));
      await crawler.run([], this.deps.concurrency);
    }
  }

  /** Runs a check over every page that was opened. */
  async probe(check: BrowserCheck, ledger: ClassLedger, onDone: OnDone): Promise<void> {
    const note = (place: string, isRendered: boolean) =>
      ledger.onPlace(check.id, { place, isOwnInput: true, gap: () => (isRendered ? null : 'NOT_RENDERED') });
    for (const url of [...this.candidates.left, ...this.ended.keys()]) note(url, false);
    const isStopped = () => this.isStopped;
    await forEachAtOnce(this.pages, this.atOnce, isStopped, async (page) => {
      const isRendered = await this.probePage(check, page, onDone);
      if (!this.isStopped) note(page.url, isRendered);
    });
    if (!this.isStopped) ledger.onFinished(check.id);
  }

  /** @returns whether the page could be opened as often as the check wanted */
  private async probePage(check: BrowserCheck, page: OpenedPage, onDone: OnDone): Promise<boolean> {
    const { url, pageUrl, book, sight } = page;
    const { crawler, session, mark } = this.deps;
    const captured = (address: string) => crawler.exchanges.find(({ request }) => request.url === address);
    const exchange = captured(url) ?? captured(pageUrl);
    if (!exchange) return false;
    const known = session.scriptCookies(url).map(({ name }) => name);
    const { done, isWhole } = await probePage(check, page, {
      ...{ mark, exchange, cookies: [...new Set([...sight.cookies.map(cookieName), ...known])] },
      isStopped: () => this.isStopped,
      visit: (visit) => this.visit(url, visit, { book, isProbe: true }),
    });
    onDone(done);
    return isWhole;
  }

  /** The next pages, as many as are opened at once. */
  private batch(): string[] {
    const batch: string[] = [];
    while (batch.length < this.atOnce && !this.isStopped) {
      const url = this.candidates.next();
      if (url === null) break;
      batch.push(url);
    }
    return batch;
  }

  get warnings(): ScanWarning[] {
    const { foreign } = this.gate;
    const hosts = [...foreign].slice(0, MAX_HOSTS_NAMED).join(', ');
    const warnings: ScanWarning[] = [];
    if (this.reason) warnings.push({ code: 'NO_BROWSER', values: { reason: this.reason } });
    if (foreign.size > 0) warnings.push({ code: 'FOREIGN_SCRIPTS', values: { count: foreign.size, hosts } });
    if (this.ended.size > 0) {
      const count = (outcome: PageOutcome) =>
        [...this.ended.values()].filter((one) => one === outcome).length;
      const reasons = {
        busy: count('BUSY'),
        long: count('LONG'),
        large: count('LARGE'),
        gone: count('GONE'),
      };
      warnings.push({ code: 'PAGES_ENDED', values: { count: this.ended.size, ...reasons } });
    }
    return warnings;
  }

  async close(): Promise<void> {
    await this.browser?.close();
  }

  private get atOnce(): number {
    return this.browser?.atOnce ?? 1;
  }

  private get isStopped(): boolean {
    return this.deps.retriever.isStopped;
  }

  private async open(url: string): Promise<void> {
    const opening = new OpenedRoutes(url, this.candidates.fragmentsFor(url));
    const book = new ResponseBook(MAX_PAGE_BYTES);
    const read: BrowserResponse[] = [];
    const explorer = new PageExplorer(url);
    const limit = new TimeLimit(PAGE_LIMIT_MS);
    const retriever = this.deps.retriever;
    for (
      let route = opening.next();
      route !== null && !this.isStopped;
      route = limit.isSpent ? null : opening.next()
    ) {
      explorer.startOver();
      const sight = await this.visit(url, { url: route, explorer }, { book, isProbe: false, read });
      if (sight === null) break;
      if (sight.outcome !== 'QUIET' && route === url) this.ended.set(url, sight.outcome);
      opening.note(route, sight);
      await this.keep(url, sight);
      opening.name(
        read.map(({ body }) => new TextDecoder().decode(body)),
        (address) => retriever.isAllowed(address),
      );
    }
    limit.stop();
    this.candidates.noteScripts(url, listScriptTexts(read));
    for (const [address, sight] of opening.pages) {
      if (address !== url) this.candidates.leaveOut(address);
      this.pages.push({ url: address, pageUrl: url, book, read, sight, seen: new Map(), marks: new Map() });
    }
  }

  /** What a page showed, for the crawl and the session. */
  private async keep(url: string, { states, opened, routes, streams, cookies }: PageSight): Promise<void> {
    const { crawler, session } = this.deps;
    for (const [at, text] of states.entries())
      await crawler.readText(
        { url, type: 'text/html', text, asPage: true },
        1,
        at === 0 ? 'BUILT' : 'PRESSED',
      );
    for (const address of [...opened, ...routes]) crawler.follow(address, url, 1);
    for (const address of streams) crawler.scope.leaveStream(address);
    for (const text of cookies) session.keepScriptCookie(text, url);
  }

  /** Null when the browser is gone. */
  private async visit(
    pageUrl: string,
    visit: Partial<PageVisit> & { url: string },
    { book, isProbe, read = [] }: { book: ResponseBook; isProbe: boolean; read?: BrowserResponse[] },
  ): Promise<PageSight | null> {
    try {
      const { session, retriever } = this.deps;
      const cookies = session.scriptCookies(`${retriever.origin}/`);
      return await (this.browser?.visit({
        ...{ plant: {}, marks: [], proof: null, cookies },
        ...visit,
        answer: async (request) => {
          const response = await this.gate.answer(request, { pageUrl, book, isProbe });
          if (response && /^(?:document|frame|script)$/.test(request.kind)) read.push(response);
          return response;
        },
      }) ?? null);
    } catch {
      return null;
    }
  }
}

const cookieName = (text: string): string => text.split('=', 1)[0]?.trim() ?? '';
