import { z } from 'zod';
import { parseUrl } from '../engine/crawl/scope-url';
import { type PageSight, type PageVisit, SINKS, type SinkSignal } from './scan-browser';

const MAX_MESSAGES = 1_000;
const MAX_NAMES = 40;
const MAX_ADDRESSES = 400;

const text = z.string().max(2_048);
const message = z.union([
  z.object({
    kind: z.literal('sink'),
    sink: z.enum(SINKS),
    mark: text,
    text,
    place: text,
  }),
  z.object({ kind: z.enum(['parameter', 'storage', 'member', 'route', 'opened', 'run']), text }),
]);

/** What a page told, within limits: whatever it says may be said by the page itself. */
export class PageNotes {
  readonly states = new Set<string>();
  private readonly routes = new Set<string>();
  private readonly opened = new Set<string>();
  private readonly names = {
    parameter: new Set<string>(),
    storage: new Set<string>(),
    member: new Set<string>(),
  };
  private readonly signals: SinkSignal[] = [];
  private hasRun = false;
  private messages = 0;

  constructor(private readonly visit: Pick<PageVisit, 'url' | 'marks' | 'proof'>) {}

  take(told: unknown): void {
    this.messages += 1;
    if (typeof told !== 'string' || this.messages > MAX_MESSAGES) return;
    const read = message.safeParse(parsed(told));
    if (!read.success) return;
    const { data } = read;
    if (data.kind === 'sink') {
      const { sink, mark, text, place } = data;
      if (this.visit.marks.includes(mark)) this.signals.push({ sink, mark, text, place });
    } else if (data.kind === 'run') this.hasRun ||= data.text === this.visit.proof;
    else if (data.kind === 'route') this.onLink(data.text);
    else if (data.kind === 'opened') this.onOpened(data.text);
    else if (this.names[data.kind].size < MAX_NAMES) this.names[data.kind].add(data.text);
  }

  /** An address of the same page with another fragment is a route of it; any other is a way out. */
  onLink(address: string): void {
    const url = parseUrl(address, this.visit.url);
    if (!url || this.routes.size >= MAX_ADDRESSES) return;
    const own = new URL(this.visit.url);
    const isSamePage =
      url.origin === own.origin && url.pathname === own.pathname && url.search === own.search;
    if (!isSamePage) this.add(this.opened, url.href);
    else if (url.hash.length > 1) this.routes.add(url.href);
  }

  /** The page wanted to go there. A mark at its beginning could as well have been code. */
  onOpened(address: string): void {
    for (const mark of this.visit.marks) {
      const meant = parseUrl(mark, this.visit.url)?.href;
      if (address.trim().startsWith(mark) || parseUrl(address, this.visit.url)?.href === meant)
        this.signals.push({ sink: 'location', mark, text: address.slice(0, 700), place: '' });
    }
    const url = parseUrl(address, this.visit.url);
    if (url) this.add(this.opened, url.href);
  }

  sight(outcome: PageSight['outcome']): PageSight {
    const { parameter, storage, member } = this.names;
    return {
      outcome,
      states: [...this.states],
      routes: [...this.routes],
      opened: [...this.opened],
      asked: { parameters: [...parameter], storage: [...storage], members: [...member] },
      signals: this.signals,
      hasRun: this.hasRun,
    };
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
