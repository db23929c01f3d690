import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { BrowserCheck, BrowserContext } from '../checks/check';
import type { ClassLedger } from '../engine/class-ledger';
import type { Crawler } from '../engine/crawl/crawler';
import { parseUrl } from '../engine/crawl/scope-url';
import { isDangerousLink } from '../engine/danger/danger';
import type { ScanSession } from '../engine/login/scan-session';
import { forEachAtOnce } from '../engine/requests/pacer';
import type { Retriever } from '../engine/requests/retriever';
import type { ScanWarning } from '../rules/result';
import type { Done } from '../work/scan-work';
import { AnswerBook, BrowserGate } from './browser-gate';
import { controlChooser } from './choose-controls';
import type { RenderedPages } from './rendered-pages';
import type {
  BrowserResponse,
  NoBrowserReason,
  OpenBrowser,
  PageSight,
  PageVisit,
  ScanBrowser,
} from './scan-browser';

const MAX_ROUTES = 12;
const MAX_HOSTS_NAMED = 5;
const MAX_PAGE_BYTES = 2 * 1_024 * 1_024;

/** A page that was opened, what its scripts asked for, and what it was given. */
type OpenedPage = { url: string; sight: PageSight; book: AnswerBook; read: readonly BrowserResponse[] };

export type BrowserRunDeps = {
  open: OpenBrowser;
  signal: AbortSignal | undefined;
  retriever: Retriever;
  session: ScanSession;
  crawler: Crawler;
  mark: () => string;
  /** How many pages are open at once. */
  concurrency: number;
};

type OnDone = (done: Done<FindingDraft[]>) => void;

/** The part of a scan that happens in a browser: what scripts build, ask for and do with what is planted. */
export class BrowserRun {
  private readonly gate: BrowserGate;
  private readonly pages: OpenedPage[] = [];
  private readonly ended: string[] = [];
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
    for (const url of [...this.candidates.left, ...this.ended]) note(url, false);
    const isStopped = () => this.isStopped;
    await forEachAtOnce(this.pages, this.deps.concurrency, isStopped, async (page) => {
      const isRendered = await this.probePage(check, page, onDone);
      if (!this.isStopped) note(page.url, isRendered);
    });
    if (!this.isStopped) ledger.onFinished(check.id);
  }

  /** @returns whether the page could be opened once more */
  private async probePage(check: BrowserCheck, page: OpenedPage, onDone: OnDone): Promise<boolean> {
    const { url, read, sight } = page;
    const exchange = this.deps.crawler.exchanges.find(({ request }) => request.url === url);
    if (!exchange) return false;
    let loads = 0;
    let ended = 0;
    const context: BrowserContext = {
      mark: this.deps.mark,
      load: async (load) => {
        const seen = this.isStopped ? null : await this.visit(url, load, { book: page.book, isProbe: true });
        loads += 1;
        if (seen?.outcome !== 'QUIET') ended += 1;
        return seen;
      },
    };
    const mentions = (pattern: RegExp) =>
      read.some(({ body }) => pattern.test(new TextDecoder().decode(body)));
    const { asked, routes } = sight;
    try {
      onDone({ ok: true, value: await check.run({ url, exchange, asked, routes, mentions }, context) });
    } catch {
      onDone({ ok: false, reason: 'FAILED' });
    }
    return ended < loads;
  }

  /** The next pages, as many as are opened at once. */
  private batch(): string[] {
    const batch: string[] = [];
    while (batch.length < this.deps.concurrency && !this.isStopped) {
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
    if (this.ended.length > 0) warnings.push({ code: 'PAGES_ENDED', values: { count: this.ended.length } });
    return warnings;
  }

  async close(): Promise<void> {
    await this.browser?.close();
  }

  private get isStopped(): boolean {
    return this.deps.retriever.isStopped;
  }

  private async open(url: string): Promise<void> {
    const book = new AnswerBook(MAX_PAGE_BYTES);
    const read: BrowserResponse[] = [];
    const routes = [url];
    let first: PageSight | null = null;
    for (let at = 0; at < Math.min(routes.length, MAX_ROUTES) && !this.isStopped; at++) {
      const route = routes[at] ?? url;
      const plant = { message: { text: this.deps.mark(), members: [] } };
      const sight = await this.visit(
        url,
        { url: route, plant, choose: controlChooser(url) },
        { book, isProbe: false, read },
      );
      if (sight === null) break;
      first ??= sight;
      if (sight.outcome === 'ENDED' && at === 0) this.ended.push(url);
      for (const text of sight.states)
        await this.deps.crawler.readText({ url, type: 'text/html', text, asPage: true }, 1, true);
      for (const address of sight.opened) this.deps.crawler.follow(address, url, 1);
      for (const found of sight.routes)
        if (!routes.includes(found) && isHarmlessRoute(found)) routes.push(found);
    }
    if (first) this.pages.push({ url, book, read, sight: { ...first, routes: routes.slice(1, MAX_ROUTES) } });
  }

  /** Null when the browser is gone. */
  private async visit(
    pageUrl: string,
    visit: Partial<PageVisit> & { url: string },
    { book, isProbe, read = [] }: { book: AnswerBook; isProbe: boolean; read?: BrowserResponse[] },
  ): Promise<PageSight | null> {
    try {
      const { session, retriever } = this.deps;
      const cookies = session.scriptCookies(`${retriever.origin}/`);
      return await (this.browser?.visit({
        ...{ plant: {}, marks: [], proof: null, cookies },
        ...visit,
        answer: async (request) => {
          const response = await this.gate.answer(request, { pageUrl, book, isProbe });
          if (response && (request.kind === 'document' || request.kind === 'script')) read.push(response);
          return response;
        },
      }) ?? null);
    } catch {
      return null;
    }
  }
}

/** A route is opened by its name alone, so that its name has to be harmless. */
function isHarmlessRoute(address: string): boolean {
  const url = parseUrl(address);
  if (!url) return false;
  return !isDangerousLink(`${url.origin}/${url.hash.replace(/^#[!/]*/, '')}`);
}
