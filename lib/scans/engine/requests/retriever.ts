import { MINUTE_MS } from '@/lib/core/clock';
import type { Exchange, OutboundFailure, OutboundRequest, RawHeader } from '@/lib/http/exchange';
import { isBelow, type ScanPlan } from '../../rules/plan';
import type { ScanReason, ScanReasonCode, SkipReason } from '../../rules/result';
import { isAvoided, parseUrl } from '../crawl/scope-url';
import type { ScanSession } from '../login/scan-session';
import { type HealthState, isOverloadStatus, readLatency, TargetHealth } from '../target-health';
import { Pacer } from './pacer';
import { RequestLanes } from './request-lanes';
import type { RetrieverDeps } from './retriever-deps';
import { asksToWait, retryDelayMs } from './retry-delay';
import { ScanHeaders } from './scan-headers';

const TIMEOUT_MS = 15_000;
const MAX_BODY_BYTES = 768 * 1_024;
const BACK_OFF_MS = [2_000, 4_000, 8_000] as const;
const SLOW_PAUSE_MS = 5_000;
const MAX_SLOW_SPELLS = 3;
const RATE_LIMIT_RETRIES = 3;
/** Of the budget, at most, for putting back. */
const RESERVED_SHARE = 0.1;

export type RetrieverRequest = {
  method: string;
  url: string;
  headers?: readonly RawHeader[];
  body?: Uint8Array;
  /** Send the session's cookies; default true. A `Cookie` header given explicitly replaces them, an empty one sends none. */
  withSession?: boolean;
  /** Let the response set cookies; default false, so that no probe changes the session. */
  keepsCookies?: boolean;
};

/**
 * The only place that sends for a scan: scope, paths to avoid, pace, budget, back-off and the stop button stand here,
 * so that no check can forget them. Redirects are never followed.
 */
export class Retriever {
  private readonly health = new TargetHealth();
  private readonly pacer: Pacer;
  private readonly lanes: RequestLanes;
  private readonly headers: ScanHeaders;
  private readonly startedMs: number;
  private reason: ScanReason | null = null;
  private examination: Promise<void> | null = null;
  private requestCount: number;
  private slowSpellCount = 0;
  private reserved = 0;
  private isPathFree = false;
  private failureSeen: OutboundFailure | null = null;
  /** The scope; the plan step may replace it once by the https origin of the same host. */
  origin: string;
  /** Asked when the site seems to suffer: a page that is known to answer. */
  canaryUrl: string;

  constructor(
    private readonly plan: ScanPlan,
    private readonly session: ScanSession,
    private readonly deps: RetrieverDeps,
  ) {
    this.origin = plan.origin;
    this.canaryUrl = plan.startUrls[0] ?? `${plan.origin}${this.scopePath}`;
    this.requestCount = deps.used?.requests ?? 0;
    this.startedMs = deps.clock.now().getTime() - (deps.used?.elapsedMs ?? 0);
    this.headers = new ScanHeaders(plan);
    this.lanes = new RequestLanes(plan.concurrency);
    this.pacer = new Pacer(plan.requestsPerSecond, deps.clock, deps.pause, deps.signal);
  }

  /** The path that the scan keeps to, with a slash at its end; `/` for the whole site. */
  get scopePath(): string {
    return this.plan.scopePath ?? '/';
  }

  /** For logging in, whose pages may be outside the part of the site that is scanned. */
  async beyondScopePath<T>(work: () => Promise<T>): Promise<T> {
    this.isPathFree = true;
    try {
      return await work();
    } finally {
      this.isPathFree = false;
    }
  }

  /** What kind of no response the last one was, for the coverage. */
  lastRefusal(url: string): SkipReason | null {
    const isUnreadable = this.failureSeen?.code === 'RESPONSE_MALFORMED' && this.failureSeen.url === url;
    return isUnreadable ? 'UNREADABLE' : null;
  }

  get requests(): number {
    return this.requestCount;
  }
  get width(): number {
    return this.lanes.width;
  }
  get slowSpells(): number {
    return this.slowSpellCount;
  }
  get lastFailure(): OutboundFailure | null {
    return this.failureSeen;
  }

  /** Why nothing more is sent; null while the scan may go on. */
  get stopReason(): ScanReason | null {
    if (this.deps.signal?.aborted) return { code: 'STOPPED_BY_USER', values: {} };
    return this.reason;
  }

  get isStopped(): boolean {
    return this.stopReason !== null;
  }

  stop(code: ScanReasonCode, values: ScanReason['values'] = {}): void {
    this.reason ??= { code, values };
  }

  isAllowed(url: string): boolean {
    const target = parseUrl(url);
    if (target?.origin !== this.origin || isAvoided(target, this.plan.pathsToAvoid)) return false;
    return this.isPathFree || isBelow(target, this.scopePath);
  }

  /** The response, or null: outside the scope, stopped, out of budget, or nothing came back. */
  async send(request: RetrieverRequest): Promise<Exchange | null> {
    if (!this.isAllowed(request.url)) return null;
    if (this.examination !== null) await this.examination;
    let exchange = await this.sendOnce(request);
    for (let retry = 0; exchange && asksToWait(exchange) && retry < RATE_LIMIT_RETRIES; retry++) {
      if (this.isStopped) return exchange;
      await this.pacer.pauseFor(retryDelayMs(exchange, retry, this.deps.clock.now()));
      exchange = await this.sendOnce(request);
    }
    if (this.isStopped) return exchange;
    const health = exchange
      ? this.health.onResponse(exchange.response.status, readLatency(exchange))
      : this.health.onFailure();
    if (health !== 'well') await this.examine(health);
    return exchange;
  }

  /** Keeps so many requests of the budget for putting back what probes change. */
  reserve(requests: number): void {
    this.reserved = Math.min(requests, Math.floor(this.plan.maxRequests * RESERVED_SHARE));
  }

  /** Sends what must be sent whatever ended the scan: no limit or stop button holds it up, and after Stop no pace. */
  async putBack(request: RetrieverRequest, signal: AbortSignal): Promise<Exchange | null> {
    if (!this.isAllowed(request.url)) return null;
    if (this.deps.signal?.aborted !== true) await this.pacer.waitForSlot();
    this.requestCount += 1;
    this.deps.onRequest(request.url, this.requestCount);
    const result = await this.deps.outbound.send({ ...this.outgoing(request), signal });
    if (!result.ok) return null;
    if (request.keepsCookies === true) this.session.absorb(result.exchange);
    return result.exchange;
  }

  private async sendOnce(request: RetrieverRequest): Promise<Exchange | null> {
    this.checkLimits();
    if (this.isStopped) return null;
    const lane = this.lanes.enter();
    if (lane !== null) await lane;
    try {
      return await this.sendInLane(request);
    } finally {
      this.lanes.leave();
    }
  }

  private async sendInLane(request: RetrieverRequest): Promise<Exchange | null> {
    const slot = this.pacer.waitForSlot();
    if (slot !== null) await slot;
    this.checkLimits();
    if (this.isStopped) return null;
    this.requestCount += 1;
    this.deps.onRequest(request.url, this.requestCount);
    const result = await this.deps.outbound.send(this.outgoing(request));
    if (!result.ok) {
      this.failureSeen = result.failure;
      this.lanes.onTrouble();
      return null;
    }
    this.lanes.onResponse(result.exchange.response.status, readLatency(result.exchange));
    // Before the lane is free: whoever waits for it waits, too.
    if (asksToWait(result.exchange)) this.pacer.hold(retryDelayMs(result.exchange, 0, this.deps.clock.now()));
    if (request.keepsCookies === true) this.session.absorb(result.exchange);
    return result.exchange;
  }

  private outgoing(request: RetrieverRequest): OutboundRequest {
    const session = request.withSession === false ? null : this.session.readHeaders(request.url);
    const headers = this.headers.of(request.headers ?? [], session);
    return {
      method: request.method,
      url: request.url,
      headers,
      ...(request.body ? { body: request.body } : {}),
      ...(this.deps.signal ? { signal: this.deps.signal } : {}),
      timeoutMs: TIMEOUT_MS,
      maxBodyBytes: MAX_BODY_BYTES,
      isPartKept: true,
      // A wrong certificate is a finding of the TLS check, not a reason to see nothing of the site.
      isCertificateIgnored: true,
    };
  }

  private checkLimits(): void {
    const { maxRequests, maxMinutes } = this.plan;
    const elapsedMs = this.deps.clock.now().getTime() - this.startedMs;
    if (this.requestCount + this.reserved >= maxRequests) this.stop('BUDGET_EXHAUSTED', { maxRequests });
    else if (elapsedMs >= maxMinutes * MINUTE_MS) this.stop('TIME_EXHAUSTED', { maxMinutes });
  }

  /** One look at the start page decides for everybody whether the site or only the probes have trouble. */
  private async examine(suspicion: Exclude<HealthState, 'well'>): Promise<void> {
    this.examination ??= this.examineOnce(suspicion).finally(() => {
      this.examination = null;
    });
    await this.examination;
  }

  private async examineOnce(suspicion: Exclude<HealthState, 'well'>): Promise<void> {
    for (const delayMs of [0, ...BACK_OFF_MS]) {
      if (delayMs > 0) await this.pacer.pauseFor(delayMs);
      const exchange = await this.sendOnce({ method: 'GET', url: this.canaryUrl });
      if (this.isStopped) return;
      if (exchange && !isOverloadStatus(exchange.response.status)) {
        if (suspicion === 'slow' && this.health.isSlow(readLatency(exchange))) await this.easeOff();
        this.health.startOver();
        return;
      }
      if (delayMs === BACK_OFF_MS.at(-1)) {
        const status = exchange?.response.status ?? 0;
        if (status === 429 || status === 503) this.stop('RATE_LIMITED', { status });
        else this.stop('TARGET_DOWN', { seen: exchange ? String(status) : (this.failureSeen?.seen ?? '') });
      }
    }
  }

  private async easeOff(): Promise<void> {
    this.slowSpellCount += 1;
    if (this.slowSpellCount >= MAX_SLOW_SPELLS) {
      this.stop('TARGET_SLOWED', { times: this.slowSpellCount });
      return;
    }
    this.pacer.slowDown();
    await this.pacer.pauseFor(SLOW_PAUSE_MS);
  }
}
