import type { Exchange } from '@/lib/http/exchange';
import { listDestinations } from './destinations';

/** Writes the path that names `host` where it names an address now. */
export type NamingPath = { folder: string; forms: readonly ((host: string) => string)[] };

const MAX_PATHS = 6;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What becomes of the rest of a path: `before` precedes it in the address that the page leads to. */
function formsBehind(before: string): NamingPath['forms'] {
  if (before === '') return [(host) => encodeURIComponent(`https://${host}/`), (host) => `https://${host}/`];
  if (before === '/') return [(host) => `/${host}/`];
  return /^(?:https?:)?\/\/$/i.test(before) ? [(host) => `${host}/`] : [];
}

/** The rest of the path that is repeated as the address, or as its end behind no more than a scheme or a slash. */
function namingPath({ request }: Exchange, address: string): NamingPath | null {
  const segments = new URL(request.url).pathname.split('/');
  for (let from = 2; from < segments.length; from += 1) {
    const rest = decoded(segments.slice(from).join('/'));
    if (rest === '' || !address.endsWith(rest)) continue;
    const forms = formsBehind(address.slice(0, -rest.length));
    if (forms.length > 0) return { folder: `${segments.slice(0, from).join('/')}/`, forms };
  }
  return null;
}

/** Of the pages that lead on to what their own path says, one a folder. */
export function namingPaths(exchanges: readonly Exchange[]): NamingPath[] {
  const byFolder = new Map<string, NamingPath>();
  for (const exchange of exchanges) {
    if (byFolder.size === MAX_PATHS) break;
    if (exchange.response.status < 300 || exchange.response.status >= 400) continue;
    const found = listDestinations(exchange).map(({ address }) => namingPath(exchange, address));
    for (const one of found) if (one && !byFolder.has(one.folder)) byFolder.set(one.folder, one);
  }
  return [...byFolder.values()];
}
