import type { Exchange } from '@/lib/http/exchange';
import type { RequestTemplate } from '../../checks/check';
import type { ReadPage } from '../crawl/read-page';
import { isRouter } from '../crawl/scope-url';
import type { ScanSession } from '../login/scan-session';
import { toRetrieverRequest, withValue } from '../requests/probe-request';
import type { Retriever, RetrieverRequest } from '../requests/retriever';
import {
  changedTokens,
  findFormTokens,
  isHtmlResponse,
  soundsExpired,
  strangerCookies,
  withTokens,
} from './form-tokens';
import { holdsMark } from './submission-signs';

type Send = (request: RetrieverRequest) => Promise<Exchange | null>;
/** `hasHeaderToken`: a cookie or the page asks for a token in a header. */
type Fresh = { request: RequestTemplate; page: Exchange | null; hasHeaderToken: boolean };

/** A request that goes out without the session, as a login does. */
const isStrangers = ({ headers }: RequestTemplate): boolean =>
  headers.some(([name, value]) => name.toLowerCase() === 'cookie' && value === '');

/** Reads the page that carries a form right before the form is sent, so that its tokens are fresh. */
export class FormSender {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly retriever: Retriever,
    private readonly session: ScanSession,
    private readonly readPage: ReadPage,
  ) {}

  /** The request with the tokens of the page as it is now; as it is where no page carries it. */
  async fresh(
    template: RequestTemplate,
    base: RequestTemplate,
    send: Send = (request) => this.retriever.send(request),
  ): Promise<Fresh> {
    const { pageUrl } = template;
    if (pageUrl === undefined) return { request: base, page: null, hasHeaderToken: false };
    const isStranger = isStrangers(template);
    const page = await send({
      method: 'GET',
      url: pageUrl,
      withSession: !isStranger,
      keepsCookies: !isStranger,
    });
    if (!page || !isHtmlResponse(page)) return { request: base, page: null, hasHeaderToken: false };
    const cookies = isStranger ? [] : this.session.cookies(template.url);
    const tokens = await findFormTokens(page, template, cookies, this.readPage);
    const request = withTokens(base, tokens);
    const hasHeaderToken = tokens.some(({ location }) => location === 'HEADER');
    const own = isStranger ? strangerCookies(page) : '';
    return {
      request: own === '' ? request : withValue(request, 'HEADER', 'Cookie', own),
      page,
      hasHeaderToken,
    };
  }

  /** One at a time: the next read of a page may spoil the token of the one before. */
  sendFresh(
    template: RequestTemplate,
    build: (request: RequestTemplate) => RequestTemplate,
    base = template,
  ): Promise<Exchange | null> {
    const work = this.turn.then(async () => {
      const { request } = await this.fresh(template, base);
      return this.retriever.send(toRetrieverRequest(build(request)));
    });
    this.turn = work.catch(() => null);
    return work;
  }

  /** @returns whether something came back */
  async sendLast(untouched: RequestTemplate, signal: AbortSignal): Promise<boolean> {
    return (await this.retriever.putBack(toRetrieverRequest(untouched), signal)) !== null;
  }

  /** @returns whether the site took the untouched request, as far as it can be seen */
  async putBack(untouched: RequestTemplate, marks: readonly string[], signal: AbortSignal): Promise<boolean> {
    const send: Send = (request) => this.retriever.putBack(request, signal);
    const { request, page } = await this.fresh(untouched, untouched, send);
    const exchange = await send(toRetrieverRequest(request));
    if (!exchange || exchange.response.status >= 400 || soundsExpired(exchange)) return false;
    if (!page || this.retriever.isStopped) return true;
    const after = await send({ method: 'GET', url: page.request.url, keepsCookies: true });
    return after !== null && !holdsMark(after, marks);
  }

  /** Whether the page holds nothing that a submission would have to bring back: no hidden field, parameter or header. */
  async isTokenless(template: RequestTemplate, page: Exchange): Promise<boolean> {
    if (isStrangers(template) || !isHtmlResponse(page)) return false;
    const tokens = await findFormTokens(page, template, this.session.cookies(template.url), this.readPage);
    return tokens.every(({ location, name }) => location === 'QUERY' && isRouter(name));
  }

  mayNeedTokens(template: RequestTemplate): boolean {
    const isHidden = (template.form?.fields ?? []).some(({ type }) => type === 'hidden');
    return isHidden || (template.method !== 'GET' && template.pageUrl !== undefined);
  }

  /** Names of the places that the page filled differently from one read to the next. */
  async changedNames(template: RequestTemplate, reads: readonly (Exchange | null)[]): Promise<string[]> {
    const seen = reads.filter((read) => read !== null);
    const tokens = await Promise.all(seen.map((read) => findFormTokens(read, template, [], this.readPage)));
    return tokens.slice(1).flatMap((after, index) => changedTokens(tokens[index] ?? [], after));
  }
}
