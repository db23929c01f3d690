import { sha256Hex } from '@/lib/core/bytes';
import type { HtmlPage } from '../engine/crawl/html-page';
import { pageKind, parseUrl } from '../engine/crawl/scope-url';

const MAX_PAGES = 100;
/** Of pages with the same scripts, and of pages of one kind. */
const MAX_ALIKE = 2;

const MAX_FRAGMENTS = 3;

type Candidate = { url: string; links: number; scripts: string; kind: string };

/** Which pages are opened in the browser: those with scripts, few links first, since scripts make the rest of them. */
export class RenderedPages {
  private readonly waiting = new Map<string, Candidate>();
  private readonly known = new Set<string>();
  private readonly alike = new Map<string, number>();
  /** What links of the site put behind the `#` of a page. */
  private readonly fragments = new Map<string, Set<string>>();
  private opened = 0;

  /** Every page that the crawl read. */
  note(page: HtmlPage, url: string): void {
    this.noteFragments(page);
    const hasScripts = page.scripts.length > 0 || page.pressed.length > 0 || /\bscript\b/.test(page.skeleton);
    if (!hasScripts || this.known.has(url)) return;
    this.known.add(url);
    const files = page.links.map(({ href }) => href).filter((href) => /\.m?js(?:$|[?#])/.test(href));
    const scripts = sha256Hex(JSON.stringify([page.scripts, files]).replace(/\d+/g, '#'));
    this.waiting.set(url, { url, links: page.links.length, scripts, kind: pageKind(new URL(url)) });
  }

  /** The page was opened as a route of another one. */
  leaveOut(url: string): void {
    this.known.add(url);
    this.waiting.delete(url);
  }

  /** Addresses of the page with a fragment, as links of the site have them. */
  fragmentsFor(url: string): string[] {
    return [...(this.fragments.get(url) ?? [])].map((fragment) => `${url}${fragment}`);
  }

  private noteFragments({ links, baseUrl }: HtmlPage): void {
    for (const { href } of links) {
      if (!href.includes('#') || /^\s*#/.test(href)) continue;
      const url = parseUrl(href, baseUrl);
      if (!url || url.hash.length < 2) continue;
      const { hash } = url;
      url.hash = '';
      const kept = this.fragments.get(url.href) ?? new Set();
      if (kept.size < MAX_FRAGMENTS) this.fragments.set(url.href, kept.add(hash));
    }
  }

  /** Pages with scripts that were not opened and of whose kind none was. */
  get left(): string[] {
    return [...this.waiting.values()].filter((page) => !this.isSeen(page)).map(({ url }) => url);
  }

  next(): string | null {
    if (this.opened >= MAX_PAGES) return null;
    let best: Candidate | null = null;
    for (const page of this.waiting.values()) {
      if (this.isSeen(page)) this.waiting.delete(page.url);
      else if (best === null || page.links < best.links) best = page;
    }
    if (best === null) return null;
    this.waiting.delete(best.url);
    this.opened += 1;
    for (const key of [best.scripts, best.kind]) this.alike.set(key, (this.alike.get(key) ?? 0) + 1);
    return best.url;
  }

  private isSeen({ scripts, kind }: Candidate): boolean {
    return [scripts, kind].some((key) => (this.alike.get(key) ?? 0) >= MAX_ALIKE);
  }
}
