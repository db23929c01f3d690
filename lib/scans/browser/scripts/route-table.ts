import { parseUrl } from '../../engine/crawl/scope-url';
import { isDangerousLink } from '../../engine/danger/danger';

const MAX_ROUTES = 30;
/** `path: '/labels'`, `.when('/labels'`, `<Route path="/labels"`: how routers are told of what they show. */
const ENTRIES = [
  /\bpath["']?\s*[:=]\s*(["'`])(\/?[\w\-/:.*?()+\\]{0,100})\1/g,
  /\.(?:when|route|on|add|state)\(\s*(["'`])(\/[\w\-/:.*?]{0,100})\1/g,
  /[{,]\s*(["'`])(\/[\w\-/:.*]{1,100})\1\s*:\s*(?:\(|function|async|[A-Za-z_$])/g,
];

/** The paths of a router's table in a script, parameters as `1`. */
export function listRoutePaths(script: string): string[] {
  const found = new Set<string>();
  for (const entry of ENTRIES)
    for (const [, , path = ''] of script.matchAll(entry)) {
      const plain = path.replace(/\([^()]*\)|[?+*\\]/g, '').replace(/:\w+/g, '1');
      if (plain !== '' && plain !== '/' && found.size < MAX_ROUTES)
        found.add(plain.startsWith('/') ? plain : `/${plain}`);
    }
  return [...found];
}

/** Whether an address of a page may be opened by its name alone. */
export function isHarmlessRoute(address: string): boolean {
  const url = parseUrl(address);
  if (!url || isDangerousLink(`${url.origin}${url.pathname}${url.search}`)) return false;
  return !isDangerousLink(`${url.origin}/${url.hash.replace(/^#[!/]*/, '')}`);
}
