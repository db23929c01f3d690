import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { redirectTarget } from '@/lib/http/follow-redirects';
import type { RequestTemplate } from '../../checks/check';
import type { ControlWords } from '../danger/control-words';
import { isDangerousLink } from '../danger/danger';
import { KeptExchanges } from '../kept-exchanges';
import { readingFault } from '../reading-fault';
import { forEachAtOnce, nextTurn } from '../requests/pacer';
import type { PageBuilt, ReadableResponse, Reading } from '../requests/parse-response';
import { RequestBook } from '../requests/request-book';
import { sendFollowing } from '../requests/send-following';
import { formKey, formRequest } from '../saving/form-template';
import type { ApiOperation } from './api/api-documents';
import type { CrawlDeps } from './crawl-deps';
import { CrawlFrontier } from './crawl-frontier';
import { CrawlReach } from './crawl-reach';
import { CrawlScope } from './crawl-scope';
import { GUESSED_PATHS, isAsGuessed } from './guessed-documents';
import type { PageForm } from './html-page';
import { MAX_LINKS } from './page/page-links';
import { readPageBuild } from './read-page-build';
import { resolveInScope } from './scope-url';
import { type ScriptReference, scriptRequest } from './script-urls';

type PageReading = Extract<Reading, { kind: 'page' }>;

const readType = ({ response }: Exchange): string =>
  (headerValue(response.headers, 'content-type') ?? '').toLowerCase();

/** Opens what the site links to, names in scripts and describes in documents, and notes every request that could be probed. */
export class Crawler {
  readonly pageUrls: string[] = [];
  /** HTML pages that show a password field. */
  readonly loginPageUrls = new Set<string>();
  readonly frontier: CrawlFrontier;
  readonly kept = new KeptExchanges();
  readonly found: RequestBook;
  readonly scope: CrawlScope;

  constructor(private readonly deps: CrawlDeps) {
    const { retriever, coverage, pathsToAvoid, pageLimit } = deps;
    this.scope = new CrawlScope(retriever.origin, retriever.scopePath, pathsToAvoid, coverage);
    this.found = new RequestBook(coverage);
    this.frontier = new CrawlFrontier(pageLimit, (reason, url) => coverage.skip(reason, url));
  }

  get exchanges(): readonly Exchange[] {
    return this.kept.all;
  }

  /** Every request found that has, or may have, places to probe; none of a kind that was dangerous anywhere. */
  get requests(): RequestTemplate[] {
    return this.found.all.filter(({ url }) => !this.scope.dangers.hasKind(url));
  }

  /** Opens pages from the given ones on until nothing new is left or the scan stops. */
  async run(startUrls: readonly string[], concurrency: number): Promise<void> {
    const { retriever } = this.deps;
    for (const url of startUrls) this.follow(url, url, 0);
    const underWay = new Set<Promise<void>>();
    while (!retriever.isStopped) {
      const target = underWay.size < Math.max(1, concurrency) ? this.frontier.next() : null;
      if (target === 'later') await nextTurn();
      else if (target) {
        const visit = this.visit(target.url, target.depth).finally(() => underWay.delete(visit));
        // One that fails ends the crawl below, and must not end the process before.
        visit.catch(() => undefined);
        underWay.add(visit);
      } else if (underWay.size > 0) {
        await Promise.race(underWay);
        await this.deps.keepAlive();
      } else if (!(await this.readNextGuess())) return;
    }
    await Promise.all(underWay);
  }

  /**
   * Opens these pages, where they may be opened at all, and of what they lead to only redirects.
   * @param files also plain files that they lead to, and documents that may be there
   */
  async open(urls: readonly string[], concurrency: number, files = 0): Promise<void> {
    this.reach = CrawlReach.toFiles(files);
    const admitted = new Set(urls.flatMap((url) => this.scope.admit(url, url) ?? []));
    const isStopped = () => this.deps.retriever.isStopped;
    await forEachAtOnce([...admitted], concurrency, isStopped, (url) => this.visit(url, 0));
    await this.run([], concurrency);
  }

  private reach = CrawlReach.everything;

  /** Documents that may be there come last, so that pages are found by links where there are links. */
  private readonly guesses = [...GUESSED_PATHS];

  private async readNextGuess(): Promise<boolean> {
    const { retriever } = this.deps;
    const path = this.reach.isClosed ? undefined : this.guesses.shift();
    if (path === undefined) return false;
    const url = `${retriever.origin}${retriever.scopePath}${path}`;
    const exchange = await sendFollowing(retriever, { method: 'GET', url });
    if (!exchange) return true;
    const isDocument = isAsGuessed(exchange);
    // A page instead of a document is not of the site; an error page may still say too much.
    if (isDocument || exchange.response.status >= 400) this.keep(exchange);
    if (isDocument) {
      const text = decodedBodyText(exchange);
      await this.readText({ url: exchange.request.url, type: readType(exchange), text, asPage: false }, 0);
    }
    return true;
  }

  keep(exchange: Exchange): void {
    if (!this.kept.keep(exchange)) this.deps.coverage.skip('BODY_CUT', exchange.request.url);
  }

  private async visit(url: string, depth: number): Promise<void> {
    const { retriever, coverage } = this.deps;
    // What looked harmless when it was found may have been named on a later page.
    if (this.scope.dangers.has(url)) {
      coverage.skip('DANGEROUS', url);
      return;
    }
    const exchange = await retriever.send({ method: 'GET', url, keepsCookies: true });
    if (!exchange) {
      if (!retriever.isStopped) coverage.skip(retriever.lastRefusal(url) ?? 'NO_ANSWER', url);
      return;
    }
    this.keep(exchange);
    const target = redirectTarget(exchange);
    if (!target) return this.read(exchange, depth);
    this.found.notePage(url);
    this.follow(target.href, url, depth);
    this.frontier.onNoPage(url);
  }

  private async read(exchange: Exchange, depth: number): Promise<void> {
    const { coverage, missing } = this.deps;
    const { url } = exchange.request;
    const { status } = exchange.response;
    const type = readType(exchange);
    const text = decodedBodyText(exchange);
    const fault = readingFault(exchange, text);
    if (fault) coverage.skip(fault, url);
    // Guessed addresses all exist on a site that says 200 to everything: only what says something new is a page.
    const isEmptyWord = depth > 0 && missing.isSameAsMissing(exchange);
    if (isEmptyWord) coverage.skip('LOOKS_MISSING', url);
    const isFound = status >= 200 && status < 300 && !isEmptyWord;
    // An interface that misses the row that was guessed is still an interface.
    if (isFound || (!isEmptyWord && (new URL(url).search !== '' || /json/.test(type))))
      this.found.notePage(url);
    // The links of what does not exist lead to more of it.
    if (isEmptyWord || (depth > 0 && (status === 404 || status === 410))) return this.frontier.onNoPage(url);
    const asPage = /html|^$/.test(type) && /<[a-z!]/i.test(text);
    if (asPage && isFound) this.countPage(url);
    if (asPage || isFound) await this.readText({ url, type, text, asPage }, depth);
  }

  /** The bytes are read by `work`; what may be followed is decided here. */
  async readText(response: ReadableResponse, depth: number, built: PageBuilt = 'SENT'): Promise<void> {
    const { url, type } = response;
    const done = await this.deps.work.parseResponse(response);
    if (!done.ok) {
      if (done.reason !== 'ENDED')
        this.deps.coverage.skip(done.reason === 'TIMED_OUT' ? 'READING_TIMED_OUT' : 'UNREADABLE', url);
      return;
    }
    const { value: reading } = done;
    if (reading.kind === 'api' || (reading.kind === 'document' && /json/.test(type))) this.countPage(url);
    if (reading.kind === 'page') this.readHtml(reading, url, depth, built);
    else if (reading.kind === 'script') this.followScript(reading.references, `${this.scope.origin}/`, depth);
    else if (reading.kind === 'api') this.readApi(reading.operations, url, depth);
    else
      for (const { reference, words } of reading.references)
        if (this.scope.admitsNamed(reference, url, words)) this.follow(reference, url, depth + 1);
  }

  private countPage(url: string): void {
    this.pageUrls.push(url);
    this.deps.coverage.pages += 1;
    if (this.deps.hasSession) this.deps.coverage.pagesBehindLogin += 1;
  }

  private readHtml({ page, scripts, pressed }: PageReading, url: string, depth: number, by: PageBuilt) {
    if (by === 'SENT') this.deps.onPage?.(page, url);
    if (page.hasPasswordField && by !== 'PRESSED') this.loginPageUrls.add(url);
    this.scope.noteDangers(page, url);
    if (page.links.length > MAX_LINKS) this.deps.coverage.skip('LINK_LIMIT', url);
    for (const { href, control } of page.links.slice(0, MAX_LINKS)) {
      if (!href.trimStart().startsWith('#'))
        this.follow(href, page.baseUrl, depth + 1, { control, fromUrl: url });
    }
    const isOwn = page.forms.map((form) => this.readForm(form, url, depth)).includes(true);
    const isCalling = this.followScript([...scripts, ...pressed], page.baseUrl, depth);
    if (by !== 'SENT') return;
    this.frontier.onPage(url, readPageBuild(page, url, isOwn || isCalling));
  }

  /** @returns whether no page before had such a form */
  private readForm(form: PageForm, pageUrl: string, depth: number): boolean {
    const { origin } = this.scope;
    if (new URL(form.action).origin === origin)
      this.deps.coverage.formsSeen.set(formKey(form), `${form.method} ${new URL(form.action).pathname}`);
    if (!this.scope.admitsForm(form)) return false;
    const template = formRequest(form, pageUrl);
    const isNew = this.found.note(template);
    if (template.method === 'GET') this.follow(template.url, pageUrl, depth + 1);
    return isNew;
  }

  /** @returns whether no page before had such a submission */
  private followScript(references: readonly ScriptReference[], baseUrl: string, depth: number): boolean {
    let isNew = false;
    for (const { reference, names, changing, ...call } of references) {
      const url = resolveInScope(reference, baseUrl, this.scope.origin);
      if (!url || !this.scope.admitsNamed(url.href, baseUrl, names)) continue;
      if (changing) this.scope.admitsCall(scriptRequest(url.href, changing), names);
      if (call.method === 'GET') this.follow(url.href, baseUrl, depth + 1);
      else if (this.scope.admit(url.href, baseUrl)) {
        const template = { ...scriptRequest(url.href, call), pageUrl: baseUrl };
        if (this.scope.admitsCall(template, names)) isNew = this.found.note(template) || isNew;
      }
    }
    return isNew;
  }

  private readApi(operations: readonly ApiOperation[], url: string, depth: number): void {
    const { coverage } = this.deps;
    for (const { method, template, words } of operations) {
      const target = resolveInScope(template.url, url, this.scope.origin);
      if (!target) coverage.skip('OUT_OF_SCOPE', template.url);
      else if (!this.scope.admitsCall({ ...template, url: target.href }, words)) continue;
      else if (words.some((word) => isDangerousLink(target.href, word)))
        coverage.skip('DANGEROUS', `${method} ${target.href}`);
      else if (this.scope.admit(target.href, url)) {
        this.found.note({ ...template, url: target.href });
        if (method === 'GET') this.follow(target.href, url, depth + 1);
      }
    }
  }

  follow(
    href: string,
    baseUrl: string,
    depth: number,
    { control, fromUrl = baseUrl }: { control?: ControlWords; fromUrl?: string } = {},
  ): void {
    const url = this.scope.admit(href, baseUrl, control);
    if (url !== null && this.reach.takes(url, depth)) this.frontier.add({ url, depth, fromUrl });
  }
}
