import { sha256Hex } from '@/lib/core/bytes';
import type { HtmlPage } from '../engine/crawl/html-page';
import { parseUrl } from '../engine/crawl/scope-url';
import { codeShape, dashless, listLiteralWords, listScriptWords } from './script-words';

const MAX_PAGES = 100;
/** Of pages whose scripts do the same with other texts, and of those that have something that the scripts know. */
const MAX_ALIKE = 2;
const MAX_WITH_NEWS = 20;
const MAX_FRAGMENTS = 3;
const MAX_NAMES = 400;

type Candidate = { url: string; links: number; code: string; scripts: string; names: readonly string[] };
/** What was opened of the pages with the same scripts: `words` of the scripts, and which of them the pages had. */
type Alike = { count: number; codes: Set<string>; words: Set<string>; met: Set<string> };

const hash = (parts: readonly string[]): string => sha256Hex(JSON.stringify(parts));

/**
 * Which pages are opened in the browser: those with scripts, few links first, since scripts make the rest of them. One is
 * left out where the same scripts ran on another page that had everything in it that they know by name.
 */
export class RenderedPages {
  private readonly waiting = new Map<string, Candidate>();
  private readonly known = new Set<string>();
  private readonly alike = new Map<string, Alike>();
  private readonly opened = new Map<string, Candidate>();
  /** Names of the pages that wait, by their code: one that adds none is not kept. */
  private readonly noted = new Map<string, Set<string>>();
  /** What links of the site put behind the `#` of a page. */
  private readonly fragments = new Map<string, Set<string>>();

  /** @param isEach no page is left out because another one is alike */
  constructor(private readonly isEach = false) {}

  /** Every page that the crawl read. */
  note(html: HtmlPage, url: string): void {
    this.noteFragments(html);
    const { inline, names } = html.code;
    const files = html.code.files.map((file) => parseUrl(file, html.baseUrl)?.href ?? file);
    if (inline.length + files.length === 0 || this.known.has(url)) return;
    this.known.add(url);
    const { pathname, searchParams } = new URL(url);
    const all = [
      ...names,
      ...searchParams.keys(),
      ...pathname.split('/'),
      ...inline.flatMap(listLiteralWords),
    ];
    const page: Candidate = {
      url,
      links: html.links.length,
      code: hash([...inline.map((code) => code.replace(/\d+/g, '#')), ...files]),
      scripts: hash([...inline.map(codeShape), ...files.map((file) => file.replace(/\d+/g, '#'))]),
      names: [...new Set(all.map(dashless))].slice(0, MAX_NAMES),
    };
    const noted = this.noted.get(page.code);
    if (noted && !this.isEach && page.names.every((name) => noted.has(name))) return;
    this.noted.set(page.code, new Set([...(noted ?? []), ...page.names]));
    this.waiting.set(url, page);
  }

  /** The page was opened as a route of another one. */
  leaveOut(url: string): void {
    this.known.add(url);
    this.waiting.delete(url);
  }

  /** The page was opened, and these are the texts of its scripts. */
  noteScripts(url: string, scripts: readonly string[]): void {
    const page = this.opened.get(url);
    const alike = page && this.alike.get(page.scripts);
    if (!alike) return;
    for (const word of listScriptWords(scripts)) alike.words.add(word);
    this.opened.delete(url);
    for (const name of page.names) if (alike.words.has(name)) alike.met.add(name);
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

  /** Pages with scripts that were not opened, where none was that had all that they have. */
  get left(): string[] {
    return [...this.waiting.values()].filter((page) => !this.isSeen(page)).map(({ url }) => url);
  }

  next(): string | null {
    let count = 0;
    for (const one of this.alike.values()) count += one.count;
    if (count >= MAX_PAGES) return null;
    let best: Candidate | null = null;
    for (const page of this.waiting.values()) {
      if (this.isSeen(page)) this.waiting.delete(page.url);
      else if (!this.isEnough(page) && (best === null || page.links < best.links)) best = page;
    }
    if (best === null) return null;
    this.waiting.delete(best.url);
    this.opened.set(best.url, best);
    const alike = this.alike.get(best.scripts) ?? {
      ...{ count: 0, codes: new Set(), words: new Set(), met: new Set() },
    };
    alike.count += 1;
    alike.codes.add(best.code);
    this.alike.set(best.scripts, alike);
    return best.url;
  }

  private isEnough({ scripts }: Candidate): boolean {
    return !this.isEach && (this.alike.get(scripts)?.count ?? 0) >= MAX_WITH_NEWS;
  }

  private isSeen({ scripts, code, names }: Candidate): boolean {
    const alike = this.alike.get(scripts);
    if (!alike || this.isEach) return false;
    if (names.some((name) => alike.words.has(name) && !alike.met.has(name))) return false;
    return alike.codes.has(code) || alike.count >= MAX_ALIKE;
  }
}
