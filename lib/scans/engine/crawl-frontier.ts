import type { SkipReason } from '../rules/result';
import { looseKind, pageKind } from './scope-url';

export const MAX_DEPTH = 15;
const MAX_PER_KIND = 5;
const MAX_PER_DIVERSE_KIND = 80;
const MAX_CHAIN = 10;
const DIVERSE_SHARE = 0.6;

export type CrawlTarget = { url: string; depth: number; fromUrl: string | null };

type Kind = { visits: number; skeletons: Set<string> };
type WaitingTarget = { target: CrawlTarget; kind: string };

/**
 * Which page to open next. Kinds seen least come first, so that endless lists and calendars only ever get what is left;
 * a kind whose pages prove alike is closed after a few, one whose pages all differ stays open longer.
 */
export class CrawlFrontier {
  private readonly waiting: WaitingTarget[] = [];
  private readonly known = new Set<string>();
  private readonly kinds = new Map<string, Kind>();
  private readonly chains = new Map<string, number>();
  private visits = 0;

  constructor(
    private readonly pageLimit: number,
    private readonly onSkip: (reason: SkipReason, url: string) => void,
  ) {}

  /** @param target a canonical URL inside the scope */
  add(target: CrawlTarget): void {
    if (this.known.has(target.url)) return;
    this.known.add(target.url);
    if (target.depth > MAX_DEPTH) this.onSkip('TOO_DEEP', target.url);
    else this.waiting.push({ target, kind: pageKind(target.url) });
  }

  /** The next page to open, counted as a visit; null when nothing is left. */
  next(): CrawlTarget | null {
    for (;;) {
      const target = this.takeRarest();
      if (!target) return null;
      const refusal = this.refusalOf(target);
      if (!refusal) {
        this.count(target);
        return target;
      }
      this.onSkip(refusal, target.url);
    }
  }

  /** What the opened page is built of. */
  onPage(url: string, skeleton: string): void {
    this.kindOf(url).skeletons.add(skeleton);
  }

  /** Whether pages of one kind differ from each other, so that each counts for itself. */
  isDiverse(kind: string): boolean {
    const known = this.kinds.get(kind);
    return known !== undefined && known.visits > 1 && known.skeletons.size > DIVERSE_SHARE * known.visits;
  }

  private kindOf(url: string): Kind {
    const name = pageKind(url);
    const known = this.kinds.get(name) ?? { visits: 0, skeletons: new Set<string>() };
    this.kinds.set(name, known);
    return known;
  }

  private takeRarest(): CrawlTarget | null {
    let best = -1;
    let bestRank = Number.POSITIVE_INFINITY;
    for (const [index, { target, kind }] of this.waiting.entries()) {
      const rank = (this.kinds.get(kind)?.visits ?? 0) * 100 + target.depth;
      if (rank < bestRank) {
        best = index;
        bestRank = rank;
      }
    }
    return this.waiting.splice(best, best === -1 ? 0 : 1)[0]?.target ?? null;
  }

  private refusalOf(target: CrawlTarget): SkipReason | null {
    if (this.visits >= this.pageLimit) return 'PAGE_LIMIT';
    const { visits } = this.kindOf(target.url);
    const limit = this.isDiverse(pageKind(target.url)) ? MAX_PER_DIVERSE_KIND : MAX_PER_KIND;
    if (visits >= limit) return 'SAME_TEMPLATE';
    return (this.chains.get(chainOf(target) ?? '') ?? 0) >= MAX_CHAIN ? 'SAME_TEMPLATE' : null;
  }

  private count(target: CrawlTarget): void {
    this.visits += 1;
    this.kindOf(target.url).visits += 1;
    const chain = chainOf(target);
    if (chain !== null) this.chains.set(chain, (this.chains.get(chain) ?? 0) + 1);
  }
}

/** A page that was found on one of its own kind (next month, next page): such chains have no end of their own. */
function chainOf({ url, fromUrl }: CrawlTarget): string | null {
  if (fromUrl === null) return null;
  const kind = looseKind(url);
  return kind === looseKind(fromUrl) && url.replace(/\d/g, '') !== url ? kind : null;
}
