import type { Exchange } from '@/lib/http/exchange';
import type { InertTrial, InsertionPoint, ProbeContext, SiteFile } from '../../checks/check';
import type { OutsideListener } from '../../checks/outside-listener';
import type { MarkedResponse, Reaction } from '../../checks/reaction';
import type { NotTestedReason } from '../../rules/result';
import { isPlainText } from '../requests/decisive-value';
import { type Arrival, isKeptOut } from '../requests/refusals';
import { holdsMark } from '../saving/submission-signs';
import type { PlaceFacts } from './place-facts';

type PlaceDeps = Pick<ProbeContext, 'origin' | 'mark' | 'siteFiles' | 'outside'> & {
  baseline(): Promise<Exchange | null>;
  send(value: string): Promise<Exchange | null>;
  inert(round: number): Promise<InertTrial | null>;
  isStopped(): boolean;
  facts: PlaceFacts;
  onResponse(exchange: Exchange): Promise<void>;
  judge(value: string, exchange: Exchange | null): Promise<Arrival>;
  judgeShared(response: MarkedResponse): Promise<Arrival>;
  formGap(): NotTestedReason | null;
};

/** What one check sends to one place, with what became of the probes that could have shown something. */
export class PlaceProbe implements ProbeContext {
  readonly origin: string;
  readonly outside: OutsideListener | undefined;
  private readonly arrivals: Arrival[] = [];
  private readonly shared = new Set<string>();
  private isInertSeen = false;

  constructor(
    private readonly point: InsertionPoint,
    private readonly deps: PlaceDeps,
  ) {
    this.origin = deps.origin;
    this.outside = deps.outside;
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
    const { deps } = this;
    const exchange = await deps.send(value);
    if (this.saves) return exchange;
    if (deps.isStopped() && !exchange) return null;
    this.arrivals.push(await deps.judge(value, exchange));
    if (exchange) await deps.onResponse(exchange);
    return exchange;
  }

  async plain(): Promise<MarkedResponse | null> {
    return this.saves ? null : this.share(await this.deps.facts.plain(), 'plain');
  }

  async broken(): Promise<MarkedResponse | null> {
    return this.saves ? null : this.share(await this.deps.facts.broken(), 'broken');
  }

  async reaction(): Promise<Reaction> {
    if (this.saves) return 'OPEN';
    const reaction = await this.deps.facts.reaction();
    // What kept the values of this response out kept them from every check that reads it.
    await this.broken();
    return reaction;
  }

  async takesAsText(_place: InsertionPoint, value: string, mark: string): Promise<boolean | null> {
    if (this.saves) return null;
    return this.deps.facts.isTakenAsText(value.replaceAll(mark, ''), async () => {
      const exchange = await this.probe(this.point, value);
      return exchange && { exchange, value, mark };
    });
  }

  /** A response that other checks have read, too, counts for the arrival of this one's probes. */
  private async share(response: MarkedResponse | null, what: string): Promise<MarkedResponse | null> {
    if (this.shared.has(what) || (!response && this.deps.isStopped())) return response;
    this.shared.add(what);
    this.arrivals.push(response ? await this.deps.judgeShared(response) : await this.deps.judge(what, null));
    if (response) await this.deps.onResponse(response.exchange);
    return response;
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

  /** Whether everything arrived, and nothing that comes back elsewhere can change that. */
  get isSettled(): boolean {
    return !this.saves && this.gap() === null && this.arrivals.every(({ isOpen }) => !isOpen);
  }

  private get saves(): boolean {
    return this.point.effect === 'SAVES';
  }
}
