const BASE = 'http://inside.invalid';
const PART_MARK = '_rsc';

/** Where to go after sign-in: a path of our own, or the overview. Another site's address is never followed. */
export function returnPath(wish: unknown): string {
  if (typeof wish !== 'string' || !wish.startsWith('/') || wish.length > 2_000) return '/';
  const url = URL.canParse(wish, BASE) ? new URL(wish, BASE) : null;
  if (url === null || url.origin !== BASE) return '/';
  // Next's own mark on requests for a part of a page; the page's address does not have it.
  if (url.searchParams.has(PART_MARK)) url.searchParams.delete(PART_MARK);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // Dots and backslashes are resolved only now, and may have left a second slash at the start.
  return path.startsWith('//') || isDoor(url.pathname) ? '/' : path;
}

/** Pages that would lead in a circle, and addresses that are not pages. */
const isDoor = (path: string) => /^\/(sign-in|api)(\/|$)/.test(path);
