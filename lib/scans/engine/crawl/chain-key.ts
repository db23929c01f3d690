import { loosenKind } from './scope-url';

/** A page that was found on one of its own kind (next month, next page): such chains have no end of their own. */
export function chainKey(url: string, kind: string, fromKind: string | null): string | null {
  if (fromKind === null) return null;
  const loose = loosenKind(kind);
  return loose === loosenKind(fromKind) && /\d/.test(url) ? loose : null;
}

/** A page that was found on itself with other parameters: every further filter and order doubles their number. */
export function facetChain(url: string, kind: string, fromKind: string | null): string | null {
  if (fromKind === null || !url.includes('?')) return null;
  const page = facetKey(kind);
  return page === facetKey(fromKind) ? `facet ${page}` : null;
}

/** The path and the parameters that choose the page. */
const facetKey = (kind: string): string =>
  kind
    .split(/[?&]/)
    .filter((part, index) => index === 0 || part.includes('='))
    .join('&');
