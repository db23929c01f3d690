import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { SiteCheck, SiteContext } from '../check';
import { toEvidence } from '../probing/exchange-evidence';
import { type Destination, leadsTo, listDestinations } from './destinations';
import { namingPaths } from './named-paths';

/** Paths that become an address of their own where a site repeats its path, with or without a slash more or less. */
const FORMS: readonly ((host: string) => string)[] = [
  (host) => `//${host}`,
  (host) => `//${host}/`,
  (host) => `///${host}`,
  (host) => `/%2f%2f${host}`,
  (host) => `/%5c${host}/`,
  (host) => `//${host}/%2e%2e`,
  (host) => `//${host}//`,
  // What ends with the name of a start page, or holds capitals, is shortened and written small by some.
  (host) => `//${host}/Index.html`,
];
/** Folders of languages and versions are cut off before the rest is repeated; those of exits take an address. */
const FOLDER_FORMS: readonly ((host: string) => string)[] = [
  (host) => `//${host}/`,
  (host) => `/https://${host}/`,
];
const CUT_OFF = /^[a-z]{2}(?:[-_][a-z]{2,4})?$/i;
const EXIT = /^(?:go(?:to)?|out(?:bound)?|leave|exit|link|url|redir(?:ect)?|jump|away|external|to)$/i;
const MAX_FOLDERS = 3;

type Hit = { path: string; host: string; destination: Destination; exchange: Exchange };

/** The first folders of the seen pages that promise a redirect of what is behind them. */
function listFolders(exchanges: readonly Exchange[]): string[] {
  const folders = exchanges.map(({ request }) => new URL(request.url).pathname.split('/')[1] ?? '');
  return [...new Set(folders)].filter((name) => CUT_OFF.test(name) || EXIT.test(name)).slice(0, MAX_FOLDERS);
}

async function attempt(context: SiteContext, form: (host: string) => string): Promise<Hit | null> {
  const host = `${context.mark()}.invalid`;
  const path = form(host);
  const exchange = await context.fetchPath(path);
  const destination = exchange
    ? listDestinations(exchange).find(({ address }) => leadsTo(address, exchange.request.url, host))
    : undefined;
  return exchange && destination ? { path, host, destination, exchange } : null;
}

type Place = { path: string; folder: string; forms: readonly ((host: string) => string)[] };

/** The root, folders that promise a redirect, and those whose pages lead on to what their path says. */
const listPlaces = (exchanges: readonly Exchange[]): Place[] => [
  { path: '/', folder: '', forms: FORMS },
  ...listFolders(exchanges).map((name) => ({ path: `/${name}/`, folder: `/${name}`, forms: FOLDER_FORMS })),
  ...namingPaths(exchanges).map(({ folder, forms }) => ({ path: folder, folder, forms })),
];

/**
 * Redirects to a host that the path names (`GET //host` answered by `Location: //host/`, `/out/https%3A%2F%2Fhost`),
 * which no parameter shows. Nothing is followed; a second host, asked for in another form where one works, confirms it.
 */
export const pathRedirection: SiteCheck = {
  kind: 'site',
  id: 'path-redirection',
  version: 2,
  class: 'URL_REDIRECTION',
  cwe: 601,
  async run(context) {
    const findings = new Map<string, FindingDraft>();
    for (const { path, folder, forms } of listPlaces(context.exchanges())) {
      if (findings.has(path)) continue;
      const hits: Hit[] = [];
      for (const form of forms) {
        const hit = await attempt(context, (host) => folder + form(host));
        if (hit) hits.push(hit);
        if (hits.length === 2) break;
      }
      const [first] = hits;
      if (!first) continue;
      const again = hits[1] ?? (await attempt(context, (host) => first.path.replace(first.host, host)));
      findings.set(path, {
        checkId: this.id,
        class: this.class,
        titleKey: 'findings-active.openRedirectPath',
        values: { payload: first.path, sink: first.destination.sink.split('-')[0] ?? '' },
        severity: 'HIGH',
        confidence: again ? 'CONFIRMED' : 'LIKELY',
        cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
        cvssScore: 6.1,
        cwe: this.cwe,
        method: 'GET',
        url: `${context.origin}${path}`,
        parameter: null,
        sink: first.destination.sink,
        evidence: toEvidence(first.exchange, [first.destination.address, first.host]),
      });
    }
    return [...findings.values()];
  },
};
