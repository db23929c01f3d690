import type { PageSight, SinkSignal } from '../../browser/scan-browser';
import type { BrowserContext, BrowserTarget } from '../check';
import { domPayloads, dressed, dressedPayloads, SURVEY } from './dom-payloads';
import type { DomSource, PlantedLoad } from './dom-sources';

/** Ways from a source to a sink that are tried on one page. */
const MAX_WAYS = 24;
const MAX_LOADS = 140;
/** Pressing takes longer than everything else: the first groups are the likeliest. */
const MAX_EXPLORED = 4;

/** A mark in a source came to a sink. */
export type Way = { source: DomSource; signal: SinkSignal; isDressed: boolean };
type Inside = { source: DomSource; found: PageSight['inside'] };
/** What became of the marks of a group, the parameters that were asked for, and the address that was opened. */
type Followed = { ways: Way[]; inside: Inside[]; asked: readonly string[]; address: string };

/** Follows marks through a page, and proves that a text in the same source is run. */
export class DomTrial {
  private readonly tried = new Set<string>();
  private readonly proven = new Set<string>();
  /** Sources whose mark is shown as markup and was not proven to run. */
  private readonly shown = new Set<DomSource>();
  private loads = 0;
  private explored = 0;

  constructor(
    private readonly target: BrowserTarget,
    private readonly context: BrowserContext,
  ) {}

  /**
   * Fills the sources of a group with what `write` makes of a mark, and tells which of them came to a sink.
   * @param isFresh with marks that were never planted before; others are the same whoever asks
   */
  async listWays(
    group: readonly DomSource[],
    write: (mark: string) => string,
    { isDressed = false, isFresh = false } = {},
  ): Promise<Followed> {
    const nameMark = ({ name, key }: DomSource, at: number) =>
      isFresh ? undefined : JSON.stringify([name, key, at]);
    const marked = group.map((source, at) => ({ source, mark: this.context.mark(nameMark(source, at)) }));
    const start: PlantedLoad = { url: this.target.url, plant: {} };
    const load = marked.reduce((before, { source, mark }) => source.fill(write(mark), before), start);
    const marks = marked.map(({ mark }) => mark);
    const isExploring = this.target.hasControls && this.explored < MAX_EXPLORED;
    if (isExploring) this.explored += 1;
    const sight = await this.load({ ...load, marks, proof: null, isExploring });
    const sourceFor = (mark: string) => marked.find((one) => one.mark === mark)?.source;
    const ways = (sight?.signals ?? []).flatMap((signal) => {
      const source = sourceFor(signal.mark);
      return source ? [{ source, signal, isDressed }] : [];
    });
    const inside = marked.map(({ source, mark }) => ({
      source,
      found: (sight?.inside ?? []).filter((one) => one.mark === mark),
    }));
    return { ways, inside, asked: sight?.asked.parameters ?? [], address: load.url };
  }

  /** The same with marks as templates take them, where the page has templates, or shows marks that it does not run. */
  async listDressed(group: readonly DomSource[]): Promise<Way[]> {
    const isShown = group.some((source) => this.shown.has(source));
    if (!isShown && !this.target.asked.isCompiling) return [];
    return (await this.listWays(group, dressed, { isDressed: true })).ways;
  }

  /** The second proof: a text for this sink, in the source alone, that the browser runs. */
  async prove(way: Way): Promise<{ payload: string; address: string } | null> {
    const { source, signal, isDressed } = way;
    const told = `${source.name} ${signal.sink}`;
    const key = JSON.stringify([source.name, source.key, signal.sink, signal.text.length, isDressed]);
    if (this.proven.has(told) || this.tried.has(key) || this.tried.size >= MAX_WAYS) return null;
    this.tried.add(key);
    const proof = this.context.mark();
    for (const payload of await this.listPayloads(way, proof)) {
      const load = source.fill(payload, { url: this.target.url, plant: {} });
      const sight = await this.load({ ...load, marks: [], proof, isExploring: this.needsPress(signal) });
      if (!sight?.hasRun) continue;
      if (source.name !== 'query') this.proven.add(told);
      return { payload, address: load.url };
    }
    if (signal.sink === 'html') this.shown.add(source);
    return null;
  }

  private async listPayloads({ source, signal, isDressed }: Way, proof: string): Promise<string[]> {
    if (isDressed) return dressedPayloads(signal, proof);
    const isMarkup = signal.sink === 'html' || signal.sink === 'srcdoc';
    return domPayloads(signal, proof, isMarkup ? await this.survey(source, signal) : null);
  }

  /** Which characters come through to the sink; null where the mark no longer comes there. */
  private async survey(source: DomSource, signal: SinkSignal): Promise<string | null> {
    const { sink, isPressed } = signal;
    const mark = this.context.mark();
    const load = source.fill(mark + SURVEY, { url: this.target.url, plant: {} });
    const sight = await this.load({ ...load, marks: [mark], proof: null, isExploring: isPressed });
    const seen = (sight?.signals ?? []).filter((signal) => signal.sink === sink);
    if (seen.length === 0) return null;
    const fixed = textBehind(signal.text, signal.mark).slice(0, 20);
    return seen
      .map(({ text }) => textBehind(text, mark).slice(0, 100))
      .map((behind) =>
        fixed !== '' && behind.includes(fixed) ? behind.slice(0, behind.lastIndexOf(fixed)) : behind,
      )
      .map((behind) => behind.replace(/&[#\w]{1,8};/g, ''))
      .join('');
  }

  /** Code that was made of a text may wait for a press. */
  private needsPress({ sink, isPressed }: SinkSignal): boolean {
    return isPressed || (this.target.hasControls && (sink === 'code' || sink === 'handler'));
  }

  private async load(load: Parameters<BrowserContext['load']>[0]): Promise<PageSight | null> {
    this.loads += 1;
    return this.loads > MAX_LOADS ? null : this.context.load(load);
  }
}

const textBehind = (text: string, mark: string): string => text.slice(text.indexOf(mark) + mark.length);
