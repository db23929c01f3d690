import { loosenKind } from './scope-url';

/** Other filters and orders of a page that was opened from itself. */
const MAX_FACETS = 30;
const FEW_SHAPES = 2;

type Facets = { visits: number; names: Set<string>; shapes: Set<string> };

/** Parameters that differ only in numbers (`?1699999999`) are one. */
const listNames = (url: string): string[] => [...new URL(url).searchParams.keys()].map(loosenKind);

/**
 * Pages that were found on themselves with other parameters. Every further filter doubles their number, so only some are
 * opened; where those were built alike, the others combine what is known, and nothing of the site was left out.
 */
export class FacetPages {
  private readonly facets = new Map<string, Facets>();
  private readonly byUrl = new Map<string, string>();

  /** An address was chosen to be opened. @param key see `facetChain` */
  count(key: string, url: string): void {
    const known = this.facets.get(key) ?? { visits: 0, names: new Set<string>(), shapes: new Set<string>() };
    this.facets.set(key, known);
    known.visits += 1;
    for (const name of listNames(url)) known.names.add(name);
    this.byUrl.set(url, key);
  }

  onPage(url: string, shape: string): void {
    const key = this.byUrl.get(url);
    if (key !== undefined) this.facets.get(key)?.shapes.add(shape);
  }

  /** Why an address is no longer opened; null where it may be. */
  refuse(key: string, url: string): 'SAME_TEMPLATE' | 'KIND_LIMIT' | null {
    const known = this.facets.get(key);
    if (!known || known.visits < MAX_FACETS) return null;
    const isCombined = listNames(url).every((name) => known.names.has(name));
    return isCombined && known.shapes.size <= FEW_SHAPES ? 'SAME_TEMPLATE' : 'KIND_LIMIT';
  }
}
