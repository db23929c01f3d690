import { type Exchange, headerValue } from '@/lib/http/exchange';

export type SeenSite = {
  /** Nothing above it is asked for; ends with a slash. */
  scopePath: string;
  /** All exchanges captured by the crawl. */
  exchanges(): readonly Exchange[];
};

/** How many of the pages lie in one folder, and how many there have to be, before it is the application's own. */
const MOST = 0.8;
const MIN_PAGES = 4;

/** The folders that files of an application lie in, without a slash at their end: the scope, and the one that nearly all pages are in. */
export function applicationFolders({ scopePath, exchanges }: SeenSite): string[] {
  const root = scopePath.replace(/\/$/, '');
  const counts = new Map<string, number>();
  let pages = 0;
  for (const { request, response } of exchanges()) {
    const { pathname } = new URL(request.url);
    const isPage = response.status < 300 && /html/i.test(headerValue(response.headers, 'content-type') ?? '');
    if (!isPage || !pathname.startsWith(scopePath) || pathname === scopePath) continue;
    pages += 1;
    const [name = '', ...below] = pathname.slice(scopePath.length).split('/');
    if (below.length > 0) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const own = [...counts].find(([, count]) => count >= MIN_PAGES && count >= MOST * pages);
  return own ? [root, `${root}/${own[0]}`] : [root];
}
