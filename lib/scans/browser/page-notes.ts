import { z } from 'zod';
import { parseUrl } from '../engine/crawl/scope-url';
import {
  type InsideStep,
  type MessageShape,
  type PageSight,
  type PageVisit,
  SINKS,
  type SinkName,
  type SinkSignal,
} from './scan-browser';

const MAX_MESSAGES = 1_500;
const MAX_NAMES = 40;
const MAX_ADDRESSES = 400;

const text = z.string().max(8_192);
const texts = z.array(text).max(60);
const TOLD = ['parameter', 'storage', 'cookie', 'stream', 'listener'] as const;
const message = z.union([
  z.object({ kind: z.literal('sink'), sink: z.enum(SINKS), mark: text, text, place: text }),
  z.object({ kind: z.enum([...TOLD, 'route', 'opened', 'run', 'compiled']), text }),
  z.object({
    kind: z.literal('inside'),
    mark: text,
    steps: z.array(z.object({ path: texts.nullable() })).max(6),
  }),
  z.object({
    kind: z.literal('shape'),
    shape: z.object({ isJson: z.boolean(), known: z.array(z.tuple([text, text])).max(10), asked: texts }),
  }),
]);
type Told = (typeof TOLD)[number];

/** What a page told, within limits: whatever it says may be said by the page itself. */
export class PageNotes {
  readonly states = new Set<string>();
  /** Whether something was pressed or filled already. */
  isPressed = false;
  private readonly routes = new Set<string>();
  private readonly opened = new Set<string>();
  private readonly told = Object.fromEntries(TOLD.map((kind) => [kind, new Set<string>()])) as Record<
    Told,
    Set<string>
  >;
  private readonly signals: SinkSignal[] = [];
  private readonly inside: { mark: string; steps: InsideStep[] }[] = [];
  private readonly shapes: MessageShape[] = [];
  private isCompiling = false;
  private hasRun = false;
  private messages = 0;

  /** @param onProven nothing more has to be seen */
  constructor(
    private readonly visit: Pick<PageVisit, 'url' | 'marks' | 'proof'>,
    private readonly onProven: () => void = () => undefined,
  ) {}

  take(told: unknown): void {
    this.messages += 1;
    if (typeof told !== 'string' || this.messages > MAX_MESSAGES) return;
    const read = message.safeParse(parsed(told));
    if (!read.success) return;
    const { data } = read;
    if (data.kind === 'sink') this.signal(data.sink, data.mark, data.text, data.place);
    else if (data.kind === 'inside') {
      if (this.visit.marks.includes(data.mark) && this.inside.length < MAX_NAMES) this.inside.push(data);
    } else if (data.kind === 'shape') {
      if (this.shapes.length < MAX_NAMES) this.shapes.push(data.shape);
    } else if (data.kind === 'run') this.onRun(data.text);
    else if (data.kind === 'compiled') this.isCompiling = true;
    else if (data.kind === 'route') this.onRoute(data.text);
    else if (data.kind === 'opened') this.onOpened(data.text);
    else if (this.told[data.kind].size < MAX_NAMES) this.told[data.kind].add(data.text);
  }

  /** A connection was opened that would stay open. */
  onStream(address: string): void {
    this.add(this.told.stream, address);
  }

  /** Something that only planted code does was done. */
  onRun(proof: string): void {
    this.hasRun ||= proof === this.visit.proof;
    if (this.hasRun) this.onProven();
  }

  /** An address of the same page with another fragment is a route of it; any other is a way out. */
  onLink(address: string): void {
    const url = parseUrl(address, this.visit.url);
    if (!url) return;
    const own = new URL(this.visit.url);
    const isSamePage =
      url.origin === own.origin && url.pathname === own.pathname && url.search === own.search;
    if (!isSamePage) this.add(this.opened, url.href);
    else if (url.hash.length > 1) this.add(this.routes, url.href);
  }

  /** The page wanted to go there. A mark at its beginning could as well have been code. */
  onOpened(address: string): void {
    this.onAddress(address, 'location');
    this.onAsked(address, 'location');
  }

  /** The page shows what is at that address inside of itself. */
  onFrame(address: string): void {
    this.onAddress(address, 'address');
  }

  /** The page asks for something of a host whose name is a mark. */
  onAsked(address: string, sink: SinkName): void {
    const host = parseUrl(address, this.visit.url)?.hostname ?? '';
    const mark = this.visit.marks.find((one) => host === `${one}.invalid`);
    if (mark) this.signal(sink, mark, address.slice(0, 700), '');
  }

  sight(outcome: PageSight['outcome']): PageSight {
    const { parameter, storage, cookie, stream, listener } = this.told;
    return {
      outcome,
      states: [...this.states],
      routes: [...this.routes],
      opened: [...this.opened],
      streams: [...stream],
      cookies: [...cookie],
      asked: {
        parameters: [...parameter],
        storage: [...storage],
        listeners: [...listener],
        isCompiling: this.isCompiling,
      },
      hasControls: this.isPressed,
      signals: this.signals,
      inside: this.inside,
      shapes: this.shapes,
      hasRun: this.hasRun,
    };
  }

  private onAddress(address: string, sink: SinkName): void {
    const url = parseUrl(address, this.visit.url);
    for (const mark of this.visit.marks) {
      const meant = parseUrl(mark, this.visit.url)?.href;
      if (address.trim().startsWith(mark) || url?.href === meant)
        this.signal(sink, mark, address.slice(0, 700), '');
    }
    if (url) this.add(this.opened, url.href);
  }

  private signal(sink: SinkName, mark: string, text: string, place: string): void {
    if (this.visit.marks.includes(mark))
      this.signals.push({ sink, mark, text, place, isPressed: this.isPressed });
  }

  /** A script showed the page under this address. */
  private onRoute(address: string): void {
    const url = parseUrl(address, this.visit.url);
    if (url?.origin !== new URL(this.visit.url).origin) return;
    if (url.href !== this.visit.url) this.add(this.routes, url.href);
  }

  private add(group: Set<string>, address: string): void {
    if (group.size < MAX_ADDRESSES && address.length <= 2_048) group.add(address);
  }
}

function parsed(told: string): unknown {
  try {
    return JSON.parse(told);
  } catch {
    return null;
  }
}
