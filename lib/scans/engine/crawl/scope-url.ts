import { isIdentifier, pathTemplate } from '@/lib/findings/rules/path-template';

/** Parameters that choose the page rather than a row: their words are part of what makes a page its own kind. */
const ROUTER_PARAMETERS =
  /^(?:page|p|action|act|a|module|mod|m|c|cmd|do|view|op|tab|route|r|q?path|controller|method|func|section|type)$/i;
const SESSION_IN_PATH = /;(?:jsessionid|phpsessid|sid)=[^/?]*/i;
const SESSION_PARAMETER =
  /^(?:jsessionid|phpsessid|aspsessionid\w*|sid|sessionid|session_id|session|cftoken|zenid|oscsid|sessid)$/i;
const SESSION_VALUE = /^[\w.-]{16,}$/;
const TRACKING = /^(?:utm_\w+|gclid|fbclid|_ga)$/i;
const STATIC_FILE =
  /\.(?:png|jpe?g|gif|svg|ico|webp|avif|bmp|css|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|avi|mov|pdf|docx?|xlsx?|pptx?|zip|gz|tgz|bz2|7z|rar|tar|exe|dmg|apk|msi|iso|jar|war|map|wasm)$/i;

/** Whether a parameter of this name chooses the page. */
export const isRouter = (name: string): boolean => ROUTER_PARAMETERS.test(name);

/** Null for what is no URL; `canParse` before `new URL` would parse it twice. */
export function parseUrl(reference: string, base?: string): URL | null {
  try {
    return new URL(reference, base);
  } catch {
    return null;
  }
}

/** An absolute URL of the site from a link as it is in a page; null when it is not http, malformed or elsewhere. */
export function resolveInScope(reference: string, baseUrl: string, origin: string): URL | null {
  const trimmed = reference.trim();
  const url = trimmed === '' || trimmed.length > 2_048 ? null : parseUrl(trimmed, baseUrl);
  if (url?.origin !== origin || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url;
}

/** One spelling for one page: no fragment, no session id, no tracking parameters, parameters kept in order. */
export function canonicalUrl(url: URL): string {
  const copy = new URL(url);
  copy.hash = '';
  copy.pathname = copy.pathname.replace(SESSION_IN_PATH, '');
  for (const [name, value] of [...copy.searchParams]) {
    const isSession = SESSION_PARAMETER.test(name) && SESSION_VALUE.test(value);
    if (isSession || TRACKING.test(name)) copy.searchParams.delete(name);
  }
  if (copy.search === '?') copy.search = '';
  return copy.href;
}

/**
 * The kind of page behind a URL: path template and parameter names; values only where they choose the page.
 * `/item/1?sort=a` and `/item/2?sort=b` are one kind, `/index.php?page=news` and `?page=shop` are two.
 */
export function pageKind(url: URL): string {
  if (url.search === '') return `${pathTemplate(url.pathname)}?`;
  const parameters = [...url.searchParams]
    .map(([name, value]) => {
      const isWord = isRouter(name) && !isIdentifier(value) && value.length <= 40;
      return isWord ? `${name}=${value}` : name;
    })
    .sort();
  return `${pathTemplate(url.pathname)}?${parameters.join('&')}`;
}

/** The page behind an address whatever it is asked for: its path and what chooses the page, rows and words of both closed up. */
export function pageBase(address: string): string {
  const url = new URL(address);
  const chosen = [...url.searchParams.keys()].filter(isRouter);
  return `${pathTemplate(url.pathname)}?${[...new Set(chosen)].sort().join('&')}`;
}

/** Pages of one folder that are asked for the same parameters, whatever their names: `/p/lamp?ref=1`, `/p/chair?ref=2`. */
export function folderBase(address: string): string | null {
  const url = new URL(address);
  const folder = toFolderTemplate(url);
  if (url.search === '' || folder === '/') return null;
  return `${folder}*?${[...new Set(url.searchParams.keys())].sort().join('&')}`;
}

/** What tells a page from others of its kind: its path and the parameters that choose it, but for `except`. */
export function pageAddress(address: string, except = ''): string {
  const { pathname, searchParams } = new URL(address);
  const chosen = [...searchParams].filter(([name]) => isRouter(name) && name !== except);
  return chosen.length === 0 ? pathname : `${pathname}?${new URLSearchParams(chosen)}`;
}

/** The page that words of the query choose (`/index.php?page=news`); undefined where nothing is chosen by a word. */
export function chosenPage(address: string): string | undefined {
  const url = new URL(address);
  const words = pageKind(url)
    .replace(/^[^?]*\?/, '')
    .split('&')
    .filter((part) => part.includes('='));
  return words.length === 0 ? undefined : `${pathTemplate(url.pathname)}?${words.join('&')}`;
}

/** A kind with every run of digits closed up: the net for endless names (`/archive-2024-05.html`). */
export const loosenKind = (kind: string): string => kind.replace(/\d+/g, '#');

/** The folder of a page, with identifiers closed up. */
export const toFolderTemplate = ({ pathname }: URL): string =>
  pathTemplate(pathname.slice(0, pathname.lastIndexOf('/') + 1));

/** How often one segment may be in a path, and a run of segments in a row, before it is a loop of relative links. */
const MAX_SAME_SEGMENTS = 2;

/** Whether a path repeats its own segments: `/about/about/about`, `/a/b/a/b`, `/shop/x/help/shop/y/shop`. */
export function repeatsItself({ pathname }: URL): boolean {
  const segments = pathname.split('/').filter((segment) => segment !== '');
  if (new Set(segments).size === segments.length) return false;
  const counts = new Map<string, number>();
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  // Rows may have equal numbers: `/1/1/1`.
  if ([...counts].some(([segment, count]) => count > MAX_SAME_SEGMENTS && !isIdentifier(segment)))
    return true;
  for (let length = 2; length * 2 <= segments.length; length++) {
    for (let from = 0; from + 2 * length <= segments.length; from++) {
      const block = segments.slice(from, from + length);
      const isRepeated = block.every((segment, index) => segments[from + length + index] === segment);
      if (isRepeated && block.some((segment) => !isIdentifier(segment))) return true;
    }
  }
  return false;
}

export const isStaticFile = (url: URL): boolean => STATIC_FILE.test(url.pathname);

export const isScriptFile = ({ pathname, search }: URL): boolean =>
  search === '' && /\.m?js$/i.test(pathname);

/** @param mustEnd whether the text has to end with the pattern */
function isLike(text: string, pattern: string, mustEnd: boolean): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (!text.startsWith(first)) return false;
  if (rest.length === 0) return !mustEnd || text.length === first.length;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const found = mustEnd && index === rest.length - 1 ? text.length - part.length : text.indexOf(part, at);
    if (found < at || !text.startsWith(part, found)) return false;
    at = found + part.length;
  }
  return true;
}

/**
 * Whether a request is on the seller's list: prefixes of paths, `*` for any run of characters. Behind a `?` stand
 * parameters that must all be there in any order, with their value or without (`/order*?op=delete`, `/cart?empty`).
 */
export function isAvoided(url: URL, avoided: readonly string[]): boolean {
  if (avoided.length === 0) return false;
  let path = url.pathname;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    // A malformed escape cannot be decoded by the site either: compared as it is written.
  }
  return avoided.some((line) => {
    const pattern = line.trim();
    if (pattern === '') return false;
    const at = pattern.indexOf('?');
    if (!isLike(path, at === -1 ? pattern : pattern.slice(0, at), false)) return false;
    const wanted = at === -1 ? [] : pattern.slice(at + 1).split('&');
    return wanted.every((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [...url.searchParams].some(
        ([key, given]) =>
          isLike(key, name, true) && (!pair.includes('=') || isLike(given, value.join('='), true)),
      );
    });
  });
}
