import { pathTemplate } from '@/lib/findings/rules/path-template';
import { parseUrl } from '../engine/crawl/scope-url';
import type { PageSight } from './scan-browser';
import { isHarmlessRoute, listRoutePaths } from './scripts/route-table';

const MAX_ROUTES = 14;
/** Of routes that differ in a row or a number only. */
const MAX_ALIKE = 2;
/** Addresses of one application that are probed like pages of their own. */
const MAX_PAGES = 6;
const USES_FRAGMENT = /hashchange|createWebHashHistory|HashRouter|useHash|location\.hash|hashPrefix/;
const USES_HISTORY = /pushState|popstate|createWebHistory|BrowserRouter|createBrowserRouter|html5Mode/;

const withoutFragment = (address: string): string => address.split('#', 1)[0] ?? address;

/** The routes of one page: what was opened of them, and which comes next. */
export class OpenedRoutes {
  private readonly waiting: string[];
  private readonly known = new Set<string>();
  private readonly alike = new Map<string, number>();
  private readonly sights = new Map<string, PageSight[]>();
  private opened = 0;

  /** @param fragments addresses of the page that links elsewhere show */
  constructor(
    private readonly url: string,
    fragments: readonly string[],
  ) {
    this.waiting = [url];
    this.known.add(url);
    for (const address of fragments) this.add(address);
  }

  next(): string | null {
    if (this.opened >= MAX_ROUTES) return null;
    this.opened += 1;
    return this.waiting.shift() ?? null;
  }

  note(route: string, sight: PageSight): void {
    const address = withoutFragment(route);
    this.sights.set(address, [...(this.sights.get(address) ?? []), sight]);
    for (const found of sight.routes) this.add(found);
  }

  /** Adds the routes that tables in the scripts name and no link leads to, after those that were seen. */
  name(scripts: readonly string[], isAllowed: (address: string) => boolean): void {
    const uses = (pattern: RegExp) => scripts.some((script) => pattern.test(script));
    const seen = [...this.known].map((address) => parseUrl(address)?.hash ?? '');
    const sign = seen.some((hash) => hash.startsWith('#!')) ? '!' : '';
    const isHashed = seen.some((hash) => /^#!?\//.test(hash)) || !uses(USES_HISTORY);
    for (const path of uses(USES_FRAGMENT) || uses(USES_HISTORY) ? scripts.flatMap(listRoutePaths) : []) {
      const address = isHashed ? `${this.url}#${sign}${path}` : parseUrl(path, this.url)?.href;
      if (address && isAllowed(withoutFragment(address))) this.add(address);
    }
  }

  /** What was seen under each address, without fragments, as of one page. */
  get pages(): [address: string, sight: PageSight][] {
    return [...this.sights]
      .slice(0, MAX_PAGES)
      .map(([address, sights]) => [address, merged(address, sights, [...this.known])]);
  }

  private add(address: string): void {
    if (this.known.has(address) || !isHarmlessRoute(address)) return;
    const url = new URL(address);
    const [path = '', query = ''] = url.hash.split('?', 2);
    const names = [...new URLSearchParams(query).keys()].join('&');
    const kind = `${pathTemplate(url.pathname)} ${[...url.searchParams.keys()]} ${pathTemplate(path)} ${names}`;
    const count = this.alike.get(kind) ?? 0;
    if (count >= MAX_ALIKE) return;
    this.alike.set(kind, count + 1);
    this.known.add(address);
    this.waiting.push(address);
  }
}

function merged(address: string, sights: readonly PageSight[], known: readonly string[]): PageSight {
  const [first] = sights;
  if (!first) throw new Error('a page that was never opened');
  const all = (read: (sight: PageSight) => readonly string[]) => [...new Set(sights.flatMap(read))];
  return {
    ...first,
    hasControls: sights.some(({ hasControls }) => hasControls),
    routes: known.filter((route) => route !== address && withoutFragment(route) === address),
    cookies: all(({ cookies }) => cookies),
    asked: {
      parameters: all(({ asked }) => asked.parameters),
      storage: all(({ asked }) => asked.storage),
      listeners: all(({ asked }) => asked.listeners),
      isCompiling: sights.some(({ asked }) => asked.isCompiling),
    },
  };
}
