import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { BrowserCheck, BrowserContext, BrowserTarget } from '../checks/check';
import type { PageLoad } from '../checks/page-load';
import type { Done } from '../work/scan-work';
import type { ResponseBook } from './browser-gate';
import { PageExplorer } from './page-explorer';
import { listParameterWords } from './parameter-words';
import type { BrowserResponse, PageSight, PageVisit } from './scan-browser';
import { TimeLimit } from './time-limit';

/** One that is never quiet with what is planted is no longer opened, nor one that takes so long. */
const MAX_ENDED = 3;
const PROBING_LIMIT_MS = 180_000;
const MAX_PROBE_PRESSES = 12;
const MAX_KEPT = 40;
/** Of what a load that is kept told. */
const MAX_TOLD = 60;

/** A page that was opened, what its scripts asked for, and what it was given. */
export type OpenedPage = {
  url: string;
  pageUrl: string;
  sight: PageSight;
  book: ResponseBook;
  read: readonly BrowserResponse[];
  /** What loads of it showed that another check may want, too. */
  seen: Map<string, PageSight>;
  /** Marks that every check plants alike. */
  marks: Map<string, string>;
};

export type PageProbing = {
  mark(): string;
  exchange: Exchange;
  /** Names of the cookies that scripts can read. */
  cookies: readonly string[];
  isStopped(): boolean;
  /** Null when the browser is gone. */
  visit(visit: Partial<PageVisit> & { url: string }): Promise<PageSight | null>;
};

/** Runs a check over a page. @returns what it found, and whether the page could be opened as often as the check wanted */
export async function probePage(
  check: BrowserCheck,
  page: OpenedPage,
  probing: PageProbing,
): Promise<{ done: Done<FindingDraft[]>; isWhole: boolean }> {
  const { url, read, sight } = page;
  const scripts = read.map(({ body }) => new TextDecoder().decode(body));
  const parameters = [...new Set([...sight.asked.parameters, ...listParameterWords(scripts)])];
  const target: BrowserTarget = {
    ...{ url, scripts, exchange: probing.exchange, cookies: probing.cookies },
    ...{ routes: sight.routes, hasControls: sight.hasControls, asked: { ...sight.asked, parameters } },
  };
  const loads = new ProbeLoads(page, probing);
  try {
    const value = await check.run(target, loads);
    return { done: { ok: true, value }, isWhole: !loads.isOver };
  } catch {
    return { done: { ok: false, reason: 'FAILED' }, isWhole: !loads.isOver };
  } finally {
    loads.stop();
  }
}

class ProbeLoads implements BrowserContext {
  private readonly limit = new TimeLimit(PROBING_LIMIT_MS);
  private ended = 0;

  constructor(
    private readonly page: OpenedPage,
    private readonly probing: PageProbing,
  ) {}

  get isOver(): boolean {
    return this.probing.isStopped() || this.limit.isSpent || this.ended >= MAX_ENDED;
  }

  mark(name?: string): string {
    const mark = (name === undefined ? undefined : this.page.marks.get(name)) ?? this.probing.mark();
    if (name !== undefined) this.page.marks.set(name, mark);
    return mark;
  }

  async load(load: PageLoad): Promise<PageSight | null> {
    const { url, seen } = this.page;
    const key = JSON.stringify(load);
    const before = seen.get(key);
    if (before) return before;
    if (this.isOver) return null;
    const { isExploring, ...visit } = load;
    const explorer = isExploring ? { explorer: new PageExplorer(url, MAX_PROBE_PRESSES) } : {};
    const sight = await this.probing.visit({ ...visit, ...explorer });
    if (sight && sight.outcome !== 'QUIET') this.ended += 1;
    else if (sight && load.proof === null && seen.size < MAX_KEPT && sight.signals.length <= MAX_TOLD)
      seen.set(key, sight);
    return sight;
  }

  stop(): void {
    this.limit.stop();
  }
}
