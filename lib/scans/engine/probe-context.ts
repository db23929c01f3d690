import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, ProbeContext } from '../checks/check';
import { isDecisive } from './decisive-value';
import { probeRequest, requestOf } from './probe-request';
import { type Arrival, Refusals } from './refusals';
import type { Retriever, RetrieverRequest } from './retriever';

const MAX_REMEMBERED = 400;

export type ProberDeps = {
  retriever: Retriever;
  mark: () => string;
  /** A page that uses no parameter: what it says to a probe is said by somebody in front of it. */
  missingUrl: string;
  onAnswer(exchange: Exchange): void;
};

/** Sends probes for the active checks, and learns which of them a filter in front of the site keeps from arriving. */
export class Prober {
  private readonly baselines = new Map<string, Promise<Exchange | null>>();
  private readonly harmless = new Map<string, Promise<Exchange | null>>();
  private readonly refusals: Refusals;

  constructor(private readonly deps: ProberDeps) {
    this.refusals = new Refusals({
      baseline: (point) => this.baseline(point),
      harmless: (point) => this.plainAnswer(point),
      askElsewhere: (value) => {
        const url = `${deps.missingUrl}?q=${encodeURIComponent(value)}`;
        return deps.retriever.send({ method: 'GET', url });
      },
    });
  }

  /** The way of one check to one place. */
  open(check: Pick<ActiveCheck, 'id'>): PlaceProbe {
    const { retriever, mark, onAnswer } = this.deps;
    return new PlaceProbe({
      origin: retriever.origin,
      mark,
      baseline: (point) => this.baseline(point),
      send: (point, value) => this.sendTwice(probeRequest(point, value)),
      isStopped: () => retriever.isStopped,
      onPlain: (point, answer) => remember(this.harmless, point.id, () => Promise.resolve(answer)),
      onAnswer,
      judge: (point, value, exchange) => this.refusals.judge(check.id, point, value, exchange),
    });
  }

  baseline(point: InsertionPoint): Promise<Exchange | null> {
    return remember(this.baselines, JSON.stringify(point.template), () =>
      this.sendTwice(requestOf(point.template)),
    );
  }

  private plainAnswer(point: InsertionPoint): Promise<Exchange | null> {
    return remember(this.harmless, point.id, () => this.sendTwice(probeRequest(point, this.deps.mark())));
  }

  /** What never came back is asked once more: a connection that broke by chance is no refusal. */
  private async sendTwice(request: RetrieverRequest): Promise<Exchange | null> {
    const { retriever } = this.deps;
    const answer = await retriever.send(request);
    return answer ?? (retriever.isStopped ? null : retriever.send(request));
  }
}

function remember<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  const answer = ask();
  known.set(key, answer);
  const oldest = known.size > MAX_REMEMBERED ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
  return answer;
}

type PlaceDeps = Pick<ProbeContext, 'origin' | 'mark' | 'baseline'> & {
  send(point: InsertionPoint, value: string): Promise<Exchange | null>;
  isStopped(): boolean;
  onPlain(point: InsertionPoint, answer: Exchange): void;
  onAnswer(exchange: Exchange): void;
  judge(point: InsertionPoint, value: string, exchange: Exchange | null): Promise<Arrival>;
};

/** What one check sends to one place, with what became of the probes that could have shown something. */
export class PlaceProbe implements ProbeContext {
  readonly origin: string;
  private readonly arrivals: Arrival[] = [];

  constructor(private readonly deps: PlaceDeps) {
    this.origin = deps.origin;
  }

  mark(): string {
    return this.deps.mark();
  }

  baseline(point: InsertionPoint): Promise<Exchange | null> {
    return this.deps.baseline(point);
  }

  async probe(point: InsertionPoint, value: string): Promise<Exchange | null> {
    const exchange = await this.deps.send(point, value);
    if (this.deps.isStopped() && !exchange) return null;
    if (exchange && !isDecisive(value, point.value) && value !== point.value)
      this.deps.onPlain(point, exchange);
    this.arrivals.push(await this.deps.judge(point, value, exchange));
    if (exchange) this.deps.onAnswer(exchange);
    return exchange;
  }

  /** Final once all places were probed: a refusal is known by its being the same at many. */
  isRefused(): boolean {
    return this.arrivals.some((arrival) => arrival.isRefused());
  }
}

/**
 * Makes marks: a letter first, then letters and digits, the same ten characters for all marks of a scan in front, so
 * that the seller finds whatever a scan left behind.
 */
export function markMaker(scanId: string, random: () => number): () => string {
  const tag = scanId
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(-8)
    .padStart(8, '0');
  let count = 0;
  return () => {
    count += 1;
    const noise = Math.floor(random() * 36 ** 3)
      .toString(36)
      .padStart(3, '0');
    return `pf${tag}${count.toString(36).padStart(3, '0')}${noise}`;
  };
}
