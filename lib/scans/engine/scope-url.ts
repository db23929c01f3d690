import { isIdentifier, pathTemplate } from '@/lib/findings/rules/path-template';

/** Parameters that choose the page rather than a row: their words are part of what makes a page its own kind. */
const ROUTER_PARAMETERS =
  /^(?:page|p|action|act|a|module|mod|m|c|cmd|do|view|op|tab|route|r|q?path|controller|method|func|section|type)$/i;
const SESSION_IN_PATH = /;(?:jsessionid|phpsessid|sid)=[^/?]*/i;
const TRACKING = /^(?:utm_\w+|gclid|fbclid|_ga)$/i;
const STATIC_FILE =
  /\.(?:png|jpe?g|gif|svg|ico|webp|avif|bmp|css|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|avi|mov|pdf|docx?|xlsx?|pptx?|zip|gz|tgz|bz2|7z|rar|tar|exe|dmg|apk|msi|iso|jar|war|map|wasm)$/i;

/** An absolute URL of the site from a link as it stands in a page; null when it is not http, malformed or elsewhere. */
export function resolveInScope(reference: string, baseUrl: string, origin: string): URL | null {
  const trimmed = reference.trim();
  if (trimmed === '' || trimmed.length > 2_048 || !URL.canParse(trimmed, baseUrl)) return null;
  const url = new URL(trimmed, baseUrl);
  if (url.origin !== origin || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url;
}

/** One spelling for one page: no fragment, no session id in the path, no tracking parameters, parameters kept in order. */
export function canonicalUrl(url: URL): string {
  const copy = new URL(url);
  copy.hash = '';
  copy.pathname = copy.pathname.replace(SESSION_IN_PATH, '');
  for (const name of [...copy.searchParams.keys()]) if (TRACKING.test(name)) copy.searchParams.delete(name);
  if (copy.search === '?') copy.search = '';
  return copy.href;
}

/**
 * The kind of page behind a URL: path template and parameter names; values only where they choose the page.
 * `/item/1?sort=a` and `/item/2?sort=b` are one kind, `/index.php?page=news` and `?page=shop` are two.
 */
export function pageKind(href: string): string {
  const url = new URL(href);
  const parameters = [...url.searchParams]
    .map(([name, value]) => {
      const isWord = ROUTER_PARAMETERS.test(name) && !isIdentifier(value) && value.length <= 40;
      return isWord ? `${name}=${value}` : name;
    })
    .sort();
  return `${pathTemplate(url.pathname)}?${parameters.join('&')}`;
}

/** `pageKind` with every run of digits closed up: the net for endless names (`/archive-2024-05.html`). */
export const looseKind = (href: string): string => pageKind(href).replace(/\d+/g, '#');

export const isStaticFile = (url: URL): boolean => STATIC_FILE.test(url.pathname);

/** Whether a path stands on the seller's list of paths to avoid: prefixes, `*` for any run of characters. */
export function isAvoidedPath(pathname: string, pathsToAvoid: readonly string[]): boolean {
  let path = pathname;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    // A malformed escape cannot be decoded by the site either: compared as it stands.
  }
  return pathsToAvoid.some((avoided) => {
    if (avoided.trim() === '') return false;
    const pattern = avoided
      .trim()
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*');
    return new RegExp(`^${pattern}`).test(path);
  });
}
