import { bodyText } from '@/lib/http/body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { redirectTarget } from '@/lib/http/follow-redirects';
import type { RequestTemplate } from '../checks/check';
import { API_DOCUMENT_PATHS, readApiDocument } from './api-documents';
import type { CoverageBook } from './coverage-book';
import { CrawlFrontier } from './crawl-frontier';
import { isDangerousForm, isDangerousLink } from './danger';
import { type HtmlPage, type PageForm, readHtmlPage } from './html-page';
import type { MissingPages } from './missing-pages';
import type { Retriever } from './retriever';
import { canonicalUrl, isAvoidedPath, isStaticFile, resolveInScope } from './scope-url';
import { jsonCall, scriptReferences } from './script-urls';
import { documentReferences } from './seed-documents';

/** Bodies kept whole; what comes after this many bytes is kept by its beginning. */
const MAX_KEPT_BYTES = 192 * 1_024 * 1_024;
const KEPT_BEGINNING_BYTES = 32 * 1_024;
const SAFE_METHODS = new Set(['GET', 'POST']);

export type CrawlDeps = {
  retriever: Retriever;
  missing: MissingPages;
  coverage: CoverageBook;
  pathsToAvoid: readonly string[];
  /** Called between batches; see `SessionKeeper`. */
  keepAlive(): Promise<void>;
  hasSession: boolean;
  pageLimit: number;
};

/** Opens what the site links to, names in scripts and describes in documents, and notes every request that could be probed. */
export class Crawler {
  readonly exchanges: Exchange[] = [];
  readonly pageUrls: string[] = [];
  /** HTML pages that show a password field. */
  readonly loginPageUrls = new Set<string>();
  readonly frontier: CrawlFrontier;
  private keptBytes = 0;
  private readonly templates = new Map<string, RequestTemplate>();
  private readonly origin: string;

  constructor(private readonly deps: CrawlDeps) {
    this.origin = deps.retriever.origin;
    this.frontier = new CrawlFrontier(deps.pageLimit, (reason, url) => deps.coverage.skip(reason, url));
  }

  /** Every request found that has, or may have, places to probe. */
  get requests(): RequestTemplate[] {
    return [...this.templates.values()];
  }

  /** Opens pages from the given ones on until nothing new is left or the scan stops. */
  async run(startUrls: readonly string[], concurrency: number): Promise<void> {
    for (const url of startUrls) this.follow(url, url, { depth: 0, text: '' });
    for (const path of ['/robots.txt', '/sitemap.xml', ...API_DOCUMENT_PATHS]) {
      this.frontier.add({ url: `${this.origin}${path}`, depth: 1, fromUrl: null });
    }
    while (!this.deps.retriever.isStopped) {
      const batch = Array.from({ length: Math.max(1, concurrency) }, () => this.frontier.next()).filter(
        (target) => target !== null,
      );
      if (batch.length === 0) return;
      await Promise.all(batch.map(({ url, depth }) => this.visit(url, depth)));
      await this.deps.keepAlive();
    }
  }

  private async visit(url: string, depth: number): Promise<void> {
    const { retriever, coverage } = this.deps;
    const exchange = await retriever.send({ method: 'GET', url, keepsCookies: true });
    if (!exchange) {
      if (!retriever.isStopped) coverage.skip('NO_ANSWER', url);
      return;
    }
    const target = redirectTarget(exchange);
    if (target) {
      this.keep(exchange);
      this.noteRequest({ method: 'GET', url, headers: [], body: { kind: 'none' } });
      this.follow(target.href, url, { depth, text: '' });
      return;
    }
    this.read(exchange, depth);
  }

  private read(exchange: Exchange, depth: number): void {
    const { url } = exchange.request;
    const { status, headers } = exchange.response;
    const type = (headerValue(headers, 'content-type') ?? '').toLowerCase();
    const text = bodyText(exchange);
    this.keep(exchange);
    // Guessed addresses all exist on a site that says 200 to everything: only what says something new is a page.
    const isEmptyWord = depth > 0 && this.deps.missing.isSameAsMissing(exchange);
    if (isEmptyWord) this.deps.coverage.skip('LOOKS_MISSING', url);
    const isFound = status >= 200 && status < 300 && !isEmptyWord;
    // An interface that misses the row that was guessed is still an interface.
    if (isFound || (!isEmptyWord && (new URL(url).search !== '' || /json/.test(type)))) {
      this.noteRequest({ method: 'GET', url, headers: [], body: { kind: 'none' } });
    }
    if (/html|^$/.test(type) && /<[a-z!]/i.test(text)) {
      if (isFound) this.countPage(url);
      this.readHtml(readHtmlPage(text, url), url, depth);
      return;
    }
    if (!isFound) return;
    if (/javascript|ecmascript/.test(type) || /\.m?js$/i.test(new URL(url).pathname)) {
      this.readScript(text, `${this.origin}/`, depth);
      return;
    }
    if (/json/.test(type)) {
      this.countPage(url);
      if (this.readApi(text, url, depth)) return;
    }
    for (const reference of documentReferences(text, type, new URL(url).pathname)) {
      this.follow(reference, url, { depth: depth + 1, text: '' });
    }
  }

  /** Remembers an answer for the passive checks without letting a huge site fill the memory. */
  private keep(exchange: Exchange): void {
    const { response } = exchange;
    this.keptBytes += response.decodedBody.length;
    if (this.keptBytes <= MAX_KEPT_BYTES) {
      this.exchanges.push(exchange);
      return;
    }
    const body = response.decodedBody.slice(0, KEPT_BEGINNING_BYTES);
    const isTruncated = response.isTruncated || body.length < response.decodedBody.length;
    this.exchanges.push({ ...exchange, response: { ...response, body, decodedBody: body, isTruncated } });
  }

  private countPage(url: string): void {
    this.pageUrls.push(url);
    this.deps.coverage.pages += 1;
    if (this.deps.hasSession) this.deps.coverage.pagesBehindLogin += 1;
  }

  private readHtml(page: HtmlPage, url: string, depth: number): void {
    const fieldNames = page.forms.flatMap((form) => form.fields.map((field) => field.name)).join(' ');
    this.frontier.onPage(url, `${page.skeleton}|${fieldNames}`);
    if (page.hasPasswordField) this.loginPageUrls.add(url);
    for (const { href, text } of page.links) {
      const resolved = resolveInScope(href, page.baseUrl, this.origin);
      if (resolved) this.follow(resolved.href, url, { depth: depth + 1, text });
      else if (/^\s*(?:https?:)?\/\//i.test(href)) this.deps.coverage.skip('OUT_OF_SCOPE', href);
    }
    for (const form of page.forms) this.readForm(form, url, depth);
    for (const script of page.scripts) this.readScript(script, page.baseUrl, depth);
  }

  private readForm(form: PageForm, pageUrl: string, depth: number): void {
    const { coverage, pathsToAvoid } = this.deps;
    if (!resolveInScope(form.action, pageUrl, this.origin)) {
      coverage.skip('OUT_OF_SCOPE', form.action);
      return;
    }
    const facts = { pageUrl, form: { words: form.words, fields: form.fields } };
    coverage.formsSeen.set(formKey(form), `${form.method} ${new URL(form.action).pathname}`);
    if (isAvoidedPath(new URL(form.action).pathname, pathsToAvoid))
      coverage.skip('PATH_AVOIDED', form.action);
    else if (isDangerousForm(form)) coverage.skip('DANGEROUS', `${form.method} ${form.action}`);
    else if (form.method === 'POST') {
      const fields = form.fields.map(({ name, value }) => [name, value] as const);
      const headers: [string, string][] = [
        ['Origin', this.origin],
        ['Referer', pageUrl],
      ];
      // A failed login may end the session that came with it: login forms are tried as a stranger.
      if (form.fields.some((field) => field.type === 'password')) headers.push(['Cookie', '']);
      const body = { kind: form.encoding, fields };
      this.noteRequest({ method: 'POST', url: form.action, headers, body, ...facts });
    } else {
      const url = new URL(form.action);
      // A browser replaces the action's own query by the fields.
      url.search = new URLSearchParams(form.fields.map(({ name, value }) => [name, value])).toString();
      this.noteRequest({ method: 'GET', url: url.href, headers: [], body: { kind: 'none' }, ...facts });
      this.follow(url.href, pageUrl, { depth: depth + 1, text: '' });
    }
  }

  private readScript(script: string, baseUrl: string, depth: number): void {
    for (const { reference, method, jsonMembers, jsonLiterals } of scriptReferences(script)) {
      const url = resolveInScope(reference, baseUrl, this.origin);
      if (!url) continue;
      if (method === 'GET') this.follow(url.href, baseUrl, { depth: depth + 1, text: '' });
      else if (isDangerousLink(url.href)) this.deps.coverage.skip('DANGEROUS', `POST ${url.href}`);
      else this.noteRequest({ ...jsonCall(url.href, jsonMembers, jsonLiterals), pageUrl: baseUrl });
    }
  }

  private readApi(text: string, url: string, depth: number): boolean {
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch {
      return false;
    }
    const operations = readApiDocument(document, url);
    for (const { method, template, words } of operations ?? []) {
      const target = resolveInScope(template.url, url, this.origin);
      if (!target) this.deps.coverage.skip('OUT_OF_SCOPE', template.url);
      else if (!SAFE_METHODS.has(method))
        this.deps.coverage.skip('METHOD_NOT_SAFE', `${method} ${target.href}`);
      else if (isDangerousLink(target.href, words))
        this.deps.coverage.skip('DANGEROUS', `${method} ${target.href}`);
      else {
        this.noteRequest({ ...template, url: target.href });
        if (method === 'GET') this.follow(target.href, url, { depth: depth + 1, text: '' });
      }
    }
    return operations !== null;
  }

  /** Puts a link on the list unless it leaves the site, is dangerous, is to be avoided or is a plain file. */
  private follow(href: string, fromUrl: string, from: { depth: number; text: string }): void {
    const { coverage, pathsToAvoid } = this.deps;
    const url = resolveInScope(href, fromUrl, this.origin);
    if (!url) {
      coverage.skip('OUT_OF_SCOPE', href);
      return;
    }
    if (isStaticFile(url)) return;
    if (isAvoidedPath(url.pathname, pathsToAvoid)) coverage.skip('PATH_AVOIDED', url.href);
    else if (isDangerousLink(url.href, from.text)) coverage.skip('DANGEROUS', url.href);
    else this.frontier.add({ url: canonicalUrl(url), depth: from.depth, fromUrl });
  }

  private noteRequest(template: RequestTemplate): void {
    const { origin, pathname, searchParams } = new URL(template.url);
    const { body } = template;
    const fields = 'fields' in body ? body.fields.map(([name]) => name) : 'text' in body ? [body.text] : [];
    const key = JSON.stringify([
      template.method,
      origin,
      pathname,
      [...searchParams.keys()],
      body.kind,
      fields,
    ]);
    if (!this.templates.has(key)) this.templates.set(key, template);
    this.deps.coverage.endpointsSeen.add(`${template.method} ${pathname}`);
  }
}

const formKey = (form: PageForm): string =>
  `${form.method} ${form.action} ${form.fields.map(({ name }) => name).join(',')}`;
