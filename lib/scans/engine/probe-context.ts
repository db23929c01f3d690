import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InertTrial, InsertionPoint, ProbeContext, SiteFile } from '../checks/check';
import { predictRendering } from '../checks/probing/rendering';
import type { NotTestedReason } from '../rules/result';
import { RememberedResponses } from './remembered-responses';
import { isDecisive, isPlainText } from './requests/decisive-value';
import { probeRequest } from './requests/place-part';
import { toRetrieverRequest } from './requests/probe-request';
import { type Arrival, isKeptOut, Refusals } from './requests/refusals';
import { readFrameWords } from './requests/response-shape';
import type { Retriever } from './requests/retriever';
import { holdsMark } from './saving/submission-signs';
import type { Submissions } from './saving/submissions';

export type ProberDeps = {
  retriever: Retriever;
  mark: () => string;
  /** A page that uses no parameter: what it says to a probe is said by somebody in front of it. */
  missingUrl: string;
  submissions: Submissions;
  /** What the crawl captured. */
  exchanges: readonly Exchange[];
  siteFiles(): Promise<readonly SiteFile[]>;
  onResponse(exchange: Exchange): Promise<void>;
};

/** Sends probes for the active checks, and learns which of them a filter in front of the site keeps from arriving. */
export class Prober {
  private readonly baselines = new RememberedResponses();
  private readonly harmless = new RememberedResponses();
  private readonly refusals: Refusals;

  constructor(private readonly deps: ProberDeps) {
    const pages = new Map(
      deps.exchanges.filter(({ request }) => request.method === 'GET').map((one) => [one.request.url, one]),
    );
    let frame: ReadonlySet<string> | null = null;
    this.refusals = new Refusals({
      frame: () => {
        frame ??= readFrameWords(
          [...pages.values()].filter(({ response }) => predictRendering(response, '') === 'html'),
        );
        return frame;
      },
      captured: ({ method, url }) => (method === 'GET' ? (pages.get(url) ?? null) : null),
      baseline: (point) => this.baseline(point),
      harmless: (point) => this.plainResponse(point),
      askAgain: (point, tail) => this.sendTwice(point, tail === null ? null : `${deps.mark()}${tail}`),
      askElsewhere: (value) => {
        const url = `${deps.missingUrl}?q=${encodeURIComponent(value)}`;
        return deps.retriever.send({ method: 'GET', url });
      },
    });
  }

  /** The way of one check to one place. */
  open(check: Pick<ActiveCheck, 'id'>, point: InsertionPoint): PlaceProbe {
    const { retriever, mark, onResponse, submissions, siteFiles } = this.deps;
    return new PlaceProbe(point, {
      origin: retriever.origin,
      mark,
      siteFiles,
      baseline: () => this.baseline(point),
      send: (value) => this.sendTwice(point, value),
      inert: (round) => submissions.inert(point, round),
      isStopped: () => retriever.isStopped,
      onPlain: (response) => this.harmless.remember(point.id, () => Promise.resolve(response)),
      onResponse,
      judge: (value, exchange) => this.refusals.judge(check.id, point, value, exchange),
      formGap: () => submissions.explainGap(point),
    });
  }

  baseline(point: InsertionPoint): Promise<Exchange | null> {
    return this.baselines.remember(JSON.stringify(point.template), () => this.sendTwice(point, null));
  }

  private plainResponse(point: InsertionPoint): Promise<Exchange | null> {
    return this.harmless.remember(point.id, () => this.sendTwice(point, this.deps.mark()));
  }

  /** What never came back is asked once more: a connection that broke by chance is no refusal. */
  private async sendTwice(point: InsertionPoint, value: string | null): Promise<Exchange | null> {
    const response = await this.send(point, value);
    if (point.effect === 'SAVES') return response;
    return response ?? (this.deps.retriever.isStopped ? null : this.send(point, value));
  }

  private async send(point: InsertionPoint, value: string | null): Promise<Exchange | null> {
    const { submissions, retriever } = this.deps;
    const submitted = await submissions.send(point, value);
    if (submitted) return submitted.exchange;
    return retriever.send(value === null ? toRetrieverRequest(point.template) : probeRequest(point, value));
  }
}

type PlaceDeps = Pick<ProbeContext, 'origin' | 'mark' | 'siteFiles'> & {
  baseline(): Promise<Exchange | null>;
  send(value: string): Promise<Exchange | null>;
  inert(round: number): Promise<InertTrial | null>;
  isStopped(): boolean;
  onPlain(response: Exchange): void;
  onResponse(exchange: Exchange): Promise<void>;
  judge(value: string, exchange: Exchange | null): Promise<Arrival>;
  formGap(): NotTestedReason | null;
};

/** What one check sends to one place, with what became of the probes that could have shown something. */
export class PlaceProbe implements ProbeContext {
  readonly origin: string;
  private readonly arrivals: Arrival[] = [];
  private isInertSeen = false;

  constructor(
    private readonly point: InsertionPoint,
    private readonly deps: PlaceDeps,
  ) {
    this.origin = deps.origin;
  }

  mark(): string {
    return this.deps.mark();
  }

  siteFiles(): Promise<readonly SiteFile[]> {
    return this.deps.siteFiles();
  }

  async baseline(): Promise<Exchange | null> {
    return this.deps.baseline();
  }

  async probe(_point: InsertionPoint, value: string): Promise<Exchange | null> {
    if (this.saves && !isPlainText(value)) return null;
    const { deps, point } = this;
    const exchange = await deps.send(value);
    if (this.saves) return exchange;
    if (deps.isStopped() && !exchange) return null;
    if (exchange && !isDecisive(value, point.value) && value !== point.value) deps.onPlain(exchange);
    this.arrivals.push(await deps.judge(value, exchange));
    if (exchange) await deps.onResponse(exchange);
    return exchange;
  }

  async inert(_point: InsertionPoint, round: number): Promise<InertTrial | null> {
    const trial = this.saves ? await this.deps.inert(round) : null;
    if (trial?.pages.some((page) => holdsMark(page, [trial.text]))) this.isInertSeen = true;
    return trial;
  }

  /** Why this place was not tested; final once all places were probed, since a refusal is known by being the same at many. */
  gap(): NotTestedReason | null {
    if (this.saves) return this.isInertSeen ? null : (this.deps.formGap() ?? 'SAVING_PLACE');
    if (this.deps.formGap()) return this.deps.formGap();
    return isKeptOut(this.arrivals) ? 'PROBES_REFUSED' : null;
  }

  private get saves(): boolean {
    return this.point.effect === 'SAVES';
  }
}

/** What the marks of one scan share, whichever thread makes them. */
export type MarkSeries = { scanId: string; counter: Int32Array };
export const markSeries = (scanId: string): MarkSeries => ({
  scanId,
  counter: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
});

/**
 * Makes marks: a letter first, then letters and digits, the same ten characters for all marks of a scan in front, so
 * that the seller finds whatever a scan left behind.
 */
export function markMaker({ scanId, counter }: MarkSeries, random: () => number): () => string {
  const prefix = markPrefix(scanId);
  return () => {
    const count = Atomics.add(counter, 0, 1) + 1;
    const noise = Math.floor(random() * 36 ** 3)
      .toString(36)
      .padStart(3, '0');
    return `${prefix}${count.toString(36).padStart(3, '0')}${noise}`;
  };
}

export const markPrefix = (scanId: string): string =>
  `pf${scanId
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(-8)
    .padStart(8, '0')}`;
