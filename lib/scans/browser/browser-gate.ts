import type { Exchange } from '@/lib/http/exchange';
import type { Crawler } from '../engine/crawl/crawler';
import { parseUrl } from '../engine/crawl/scope-url';
import { isDangerousLink } from '../engine/danger/danger';
import { requestEffect } from '../engine/danger/request-effect';
import type { Retriever } from '../engine/requests/retriever';
import { sendFollowing } from '../engine/requests/send-following';
import { callTemplate } from './call-template';
import type { BrowserRequest, BrowserResponse } from './scan-browser';

const MAX_FOREIGN = 100;
/** Of all scripts of a site. */
const MAX_SCRIPT_BYTES = 16 * 1_024 * 1_024;
const EMPTY: BrowserResponse = {
  status: 200,
  headers: [['Content-Type', 'text/css']],
  body: new Uint8Array(),
};

/** Answers that were given once, so that a page that is loaded again costs its site nothing. */
export class ResponseBook {
  private readonly responses = new Map<string, BrowserResponse>();
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  get(request: BrowserRequest): BrowserResponse | null {
    return this.responses.get(requestKey(request)) ?? null;
  }

  keep(request: BrowserRequest, response: BrowserResponse): void {
    this.bytes += response.body.length;
    if (this.bytes <= this.maxBytes) this.responses.set(requestKey(request), response);
  }
}

const requestKey = ({ method, url, body }: BrowserRequest) =>
  `${method} ${url} ${Buffer.from(body).toString('latin1')}`;

/**
 * What a page in the browser gets: by the rules of the engine's own requests, sent by the retriever, and nothing of
 * another origin. What changes something is noted and not sent.
 */
export class BrowserGate {
  /** Hosts whose scripts were not loaded. */
  readonly foreign = new Set<string>();
  private readonly scripts = new ResponseBook(MAX_SCRIPT_BYTES);

  constructor(
    private readonly retriever: Retriever,
    private readonly crawler: Crawler,
  ) {}

  /** @param book responses of the same page before @param isProbe nothing is noted, and no cookie is kept */
  async answer(
    request: BrowserRequest,
    { pageUrl, book, isProbe }: { pageUrl: string; book: ResponseBook; isProbe: boolean },
  ): Promise<BrowserResponse | null> {
    const url = parseUrl(request.url);
    if (url?.origin !== this.retriever.origin) {
      const isScript = request.kind === 'script' && url !== null && /^https?:$/.test(url.protocol);
      if (isScript && !isProbe && this.foreign.size < MAX_FOREIGN) this.foreign.add(url.host);
      return null;
    }
    if (request.kind === 'style') return EMPTY;
    const known = book.get(request) ?? this.scripts.get(request);
    if (known) return known;
    if (!(await this.admits(request, { pageUrl, isProbe }))) return null;
    const exchange = await this.send(request, isProbe);
    if (!exchange || (exchange.response.status >= 300 && exchange.response.status < 400)) return null;
    const { status, headers, decodedBody } = exchange.response;
    const response = { status, headers, body: decodedBody };
    if (request.kind === 'script') this.scripts.keep(request, response);
    else book.keep(request, response);
    if (!isProbe && request.kind === 'call') this.crawler.keep(exchange);
    return response;
  }

  private async admits(
    request: BrowserRequest,
    { pageUrl, isProbe }: { pageUrl: string; isProbe: boolean },
  ): Promise<boolean> {
    const { kind, method, url } = request;
    if (kind === 'script') return method === 'GET' && this.retriever.isAllowed(url) && !isDangerousLink(url);
    // The page itself was admitted; what a probe puts into its address are no words of the site.
    if (kind === 'document' && isProbe) return method === 'GET' && this.retriever.isAllowed(url);
    if (this.crawler.scope.admit(url, url) === null) return false;
    if (kind === 'document' || kind === 'frame') return method === 'GET';
    const template = await callTemplate(request, pageUrl);
    if (!template || (isProbe && method !== 'GET')) return false;
    const { cause } = request;
    if (!this.crawler.scope.admitsCall(template, cause === '' ? [] : [cause])) return false;
    if (!isProbe) this.crawler.found.note(template);
    return requestEffect(template).effect === 'READS';
  }

  private send({ method, url, headers, body }: BrowserRequest, isProbe: boolean): Promise<Exchange | null> {
    const sent = { method, url, headers, ...(body.length > 0 ? { body } : {}) };
    return isProbe ? this.retriever.send(sent) : sendFollowing(this.retriever, sent);
  }
}
