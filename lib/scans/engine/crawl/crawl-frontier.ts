import type { SkipReason } from '../../rules/result';
import { chainKey, facetChain } from './chain-key';
import { FacetPages } from './facet-pages';
import { HeldPages } from './held-pages';
import { PageFolders } from './page-folders';
import { folderBase, pageBase, pageKind, repeatsItself, toFolderTemplate } from './scope-url';
import { WaitingPages } from './waiting-pages';

export const MAX_DEPTH = 15;
const MAX_PER_KIND = 5;
const MAX_PER_DIVERSE_KIND = 80;
/** Pages in a row that lead to nothing new before the others of their kind are held. */
const MAX_BARREN = 2;
const MAX_CHAIN = 10;
const DIVERSE_SHARE = 0.6;
/** Pages without inputs that are built alike, one behind the other, and anywhere. */
const MAX_ALIKE_IN_A_ROW = 8;
const MAX_ALIKE = 250;
/** Of all addresses that are known: some 40,000, many times what a scan opens. */
const MAX_KNOWN_CHARACTERS = 4_000_000;
/** Waiting addresses that are refused before others get their turn. */
const MAX_REFUSALS_AT_ONCE = 2_000;

export type CrawlTarget = { url: string; depth: number; fromUrl: string | null };
/** What an opened page is built of. */
export type PageBuild = {
  skeleton: string;
  /** As the skeleton, but the same for a list of three rows and one of thirty. */
  shape: string;
  /** It takes values, so that it is tested for itself however much it looks like others. */
  hasInputs: boolean;
};

/** `barren`: how many pages in a row led to nothing new. */
type Kind = { visits: number; known: number; barren: number; skeletons: Set<string> };
type Waiting = CrawlTarget & {
  kind: string;
  base: string;
  chain: string | null;
  facet: string | null;
  folder: string;
};

/**
 * Which page to open next. Kinds seen least come first, so that endless lists and calendars only ever get what is left;
 * a kind whose pages are built alike is held after a few until somebody knows whether they behave alike, too, one whose
 * pages all differ stays open longer.
 */
export class CrawlFrontier {
  private readonly waiting = new WaitingPages<Waiting>((kind) => this.kinds.get(kind)?.visits ?? 0);
  private readonly known = new Set<string>();
  private readonly kinds = new Map<string, Kind>();
  private readonly chains = new Map<string, number>();
  private readonly folders = new PageFolders();
  private readonly shapes = new Map<string, number>();
  /** Of each page without inputs: its shape, and how many before it in a row were built the same. */
  private readonly plain = new Map<string, { shape: string; inARow: number }>();
  private readonly openedFrom = new Map<string, string>();
  private readonly facets = new FacetPages();
  private readonly held = new HeldPages<Waiting>();
  /** What pages have in common that look alike and proved not to be; see `pageBase`. */
  private readonly apart = new Set<string>();
  /** Pages that led to a page of a kind that is still new. */
  private readonly leading = new Set<string>();
  private newestFrom = { url: '', kind: '' };
  private visits = 0;
  private knownCharacters = 0;

  constructor(
    private readonly pageLimit: number,
    private readonly onSkip: (reason: SkipReason, url: string) => void,
  ) {}

  /** @param target a canonical URL inside the scope */
  add(target: CrawlTarget): void {
    if (this.known.has(target.url)) return;
    if (this.knownCharacters >= MAX_KNOWN_CHARACTERS) {
      this.onSkip('PAGE_LIMIT', target.url);
      return;
    }
    this.known.add(target.url);
    this.knownCharacters += target.url.length;
    if (target.depth > MAX_DEPTH) this.onSkip('TOO_DEEP', target.url);
    else {
      const url = new URL(target.url);
      if (repeatsItself(url)) this.onSkip('PATH_REPEATS', target.url);
      else this.wait(target, pageKind(url), toFolderTemplate(url));
    }
  }

  private wait(target: CrawlTarget, kind: string, folder: string): void {
    const { url, depth, fromUrl } = target;
    const fromKind = this.fromKind(fromUrl);
    const chain = chainKey(url, kind, fromKind);
    const facet = facetChain(url, kind, fromKind);
    const item = { url, depth, fromUrl, kind, base: pageBase(url), chain, facet, folder };
    const known = this.takeKind(kind);
    known.known += 1;
    if (fromUrl !== null) this.held.onLed(pageBase(fromUrl), item.base);
    if (fromUrl !== null && fromKind !== kind && known.known <= MAX_PER_KIND && !this.isAlike(item))
      this.leading.add(fromUrl);
    this.waiting.add(item, kind, depth);
  }

  /** Of which pages some were not opened because the others were built the same; see `pageBase`. */
  get heldBases(): ReadonlySet<string> {
    return this.held.bases;
  }

  /** Whether a page counts for itself although others are built alike. */
  isApart(url: string): boolean {
    if (this.apart.size === 0) return false;
    const folder = folderBase(url);
    if (folder !== null && this.apart.has(folder)) return true;
    return this.apart.has(pageBase(url)) || this.isBelowApart(new URL(url));
  }

  /** What is below the address of such a page belongs to it. */
  private isBelowApart({ origin, pathname }: URL): boolean {
    for (let end = pathname.lastIndexOf('/'); end > 0; end = pathname.lastIndexOf('/', end - 1)) {
      const above = origin + pathname.slice(0, end);
      if (this.apart.has(pageBase(above)) || this.apart.has(pageBase(`${above}/`))) return true;
    }
    return false;
  }

  /** @param urls pages of their kind behave differently: what is held of it, and of what leads to it, is opened after all */
  release(urls: Iterable<string>): void {
    for (const url of urls) this.releaseBase(pageBase(url));
  }

  /** As `release`, by what the pages have in common. */
  releaseBase(base: string): void {
    this.apart.add(base);
    for (const one of this.held.takeLeadingTo(base)) {
      this.apart.add(one.base);
      this.waiting.add(one, one.kind, one.depth);
    }
  }

  /** What is still held is represented by what was opened. */
  closeHeld(): void {
    for (const { url } of this.held.takeAll()) this.onSkip('SAME_TEMPLATE', url);
  }

  /** The links of a page come one after the other. */
  private fromKind(fromUrl: string | null): string | null {
    if (fromUrl === null) return null;
    if (this.newestFrom.url !== fromUrl) this.newestFrom = { url: fromUrl, kind: pageKind(new URL(fromUrl)) };
    return this.newestFrom.kind;
  }

  /** The next page to open, counted as a visit; null when nothing is left, `later` when there was much to refuse. */
  next(): CrawlTarget | 'later' | null {
    for (let refusals = 0; refusals < MAX_REFUSALS_AT_ONCE; refusals++) {
      const target = this.waiting.take();
      if (!target) return null;
      const refusal = this.refuse(target);
      if (!refusal) {
        this.count(target);
        return { url: target.url, depth: target.depth, fromUrl: target.fromUrl };
      }
      if (refusal === 'HELD') this.held.hold(target);
      else this.onSkip(refusal, target.url);
    }
    return 'later';
  }

  /** A page was read and all that it leads to was added. */
  onPage(url: string, { skeleton, shape, hasInputs }: PageBuild): void {
    const address = new URL(url);
    this.takeKind(pageKind(address)).skeletons.add(skeleton);
    this.noteYield(url);
    this.facets.onPage(url, shape);
    this.folders.onPage(toFolderTemplate(address), { shape, hasInputs });
    if (hasInputs) return;
    this.shapes.set(shape, (this.shapes.get(shape) ?? 0) + 1);
    const before = this.plain.get(this.openedFrom.get(url) ?? '');
    this.plain.set(url, { shape, inARow: before?.shape === shape ? before.inARow + 1 : 0 });
  }

  /** An address was opened and showed no page: nothing is there, or it leads elsewhere. */
  onNoPage(url: string): void {
    this.noteYield(url);
  }

  private noteYield(url: string): void {
    const kind = this.takeKind(pageKind(new URL(url)));
    kind.barren = this.leading.delete(url) ? 0 : kind.barren + 1;
  }

  /** Whether pages of one kind differ from each other, so that each counts for itself. */
  isDiverse(kind: string): boolean {
    const known = this.kinds.get(kind);
    return known !== undefined && known.visits > 1 && known.skeletons.size > DIVERSE_SHARE * known.visits;
  }

  /** Whether a page is different from others of its kind, by how it is built or by what it does. */
  countsForItself(url: string): boolean {
    return this.isApart(url) || this.isDiverse(pageKind(new URL(url)));
  }

  private takeKind(name: string): Kind {
    const known = this.kinds.get(name) ?? {
      ...{ visits: 0, known: 0, barren: 0 },
      skeletons: new Set<string>(),
    };
    this.kinds.set(name, known);
    return known;
  }

  private refuse(target: Waiting): SkipReason | 'HELD' | null {
    if (this.visits >= this.pageLimit) return 'PAGE_LIMIT';
    if (this.isApart(target.url)) return null;
    const { visits, barren } = this.takeKind(target.kind);
    if (visits >= MAX_PER_KIND) {
      if (!this.isDiverse(target.kind) && barren >= MAX_BARREN) return 'HELD';
      if (visits >= MAX_PER_DIVERSE_KIND) return 'KIND_LIMIT';
    }
    if ((this.chains.get(target.chain ?? '') ?? 0) >= MAX_CHAIN) return 'SAME_TEMPLATE';
    const facet = target.facet === null ? null : this.facets.refuse(target.facet, target.url);
    if (facet) return facet;
    const asked = this.folders.findAsked(target.folder, target.url);
    if (asked !== null) target.base = asked;
    if (asked !== null) return 'HELD';
    return this.isAlike(target) ? 'SAME_TEMPLATE' : null;
  }

  /** Only pages that proved alike by their structure and take no values stand for others. */
  private isAlike({ url, fromUrl, folder }: Waiting): boolean {
    if (url.includes('?')) return false;
    if (this.folders.isPlain(folder)) return true;
    const before = this.plain.get(fromUrl ?? '');
    if (!before) return false;
    return before.inARow >= MAX_ALIKE_IN_A_ROW || (this.shapes.get(before.shape) ?? 0) >= MAX_ALIKE;
  }

  private count(target: Waiting): void {
    this.visits += 1;
    this.takeKind(target.kind).visits += 1;
    this.waiting.onCount(target.kind);
    if (target.chain !== null) this.chains.set(target.chain, (this.chains.get(target.chain) ?? 0) + 1);
    if (target.facet !== null) this.facets.count(target.facet, target.url);
    if (target.fromUrl !== null) this.openedFrom.set(target.url, target.fromUrl);
    this.folders.count(target.folder, target.url);
  }
}
