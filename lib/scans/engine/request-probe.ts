import type { Exchange } from '@/lib/http/exchange';
import type {
  ChangedResponse,
  FoundRequest,
  RequestChange,
  RequestContext,
  RequestCookie,
  RequestTemplate,
} from '../checks/check';
import type { OutsideListener } from '../checks/outside-listener';
import type { NotTestedReason } from '../rules/result';
import { isDangerousLink } from './danger/danger';
import { requestEffect } from './danger/request-effect';
import type { ScanSession } from './login/scan-session';
import type { Retriever } from './requests/retriever';
import type { Submissions } from './saving/submissions';

/** All requests with what they do: what was seen when they were tried out counts more than their words. */
export const listTargets = (requests: readonly RequestTemplate[], submissions: Submissions): FoundRequest[] =>
  requests.map((template, index) => ({
    id: String(index + 1),
    template,
    effect: submissions.readEffect(template) ?? requestEffect(template).effect,
    isKept: submissions.isKept(template),
  }));

export type RequestProbeDeps = {
  retriever: Retriever;
  submissions: Submissions;
  session: ScanSession;
  mark: () => string;
  /** What the crawl captured. */
  exchanges: readonly Exchange[];
  outside?: OutsideListener | undefined;
};

/** What one check sends of one request, with what kept it from being sent. */
export class RequestProbe implements RequestContext {
  readonly origin: string;
  readonly cookies: readonly RequestCookie[];
  readonly outside: OutsideListener | undefined;
  private reason: NotTestedReason | null = null;

  constructor(
    private readonly target: FoundRequest,
    private readonly deps: RequestProbeDeps,
  ) {
    this.origin = deps.retriever.origin;
    this.outside = deps.outside;
    this.cookies = deps.session.requestCookies(target.template.url);
  }

  mark(): string {
    return this.deps.mark();
  }

  async send(change: RequestChange): Promise<ChangedResponse | null> {
    const { submissions, retriever } = this.deps;
    const response = await submissions.submitChanged(this.target.template, change);
    if (!response && !retriever.isStopped) this.reason ??= 'SAVING_PLACE';
    return response;
  }

  async captured(): Promise<Exchange | null> {
    const { method, url } = this.target.template;
    const isOwn = ({ request }: Exchange) => request.method === 'GET' && request.url === url;
    return method === 'GET' ? (this.deps.exchanges.find(isOwn) ?? null) : null;
  }

  async open(url: string, isStranger = false): Promise<Exchange | null> {
    const { retriever } = this.deps;
    const isOwn = URL.canParse(url) && new URL(url).origin === retriever.origin && !isDangerousLink(url);
    return isOwn ? retriever.send({ method: 'GET', url, withSession: !isStranger }) : null;
  }

  async preflight(origin: string, headers: readonly string[]): Promise<Exchange | null> {
    const { method, url } = this.target.template;
    return this.deps.retriever.send({
      method: 'OPTIONS',
      url,
      withSession: false,
      headers: [
        ['Origin', origin],
        ['Access-Control-Request-Method', method],
        ['Access-Control-Request-Headers', headers.join(',')],
      ],
    });
  }

  async notTested(reason: NotTestedReason): Promise<void> {
    this.reason = reason;
  }

  /** Why this request was not tested. */
  gap(): NotTestedReason | null {
    const { template } = this.target;
    return this.deps.submissions.explainGap({ template, name: '' }) ?? this.reason;
  }
}
