import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Exchange } from '@/lib/http/exchange';
import type { SiteCheck, SiteContext } from '../check';
import { toEvidence } from '../probing/exchange-evidence';
import { type Destination, leadsTo, listDestinations } from './destinations';

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

/**
 * Redirects to a host that the path names (`GET //host` answered by `Location: //host/`), which no parameter shows.
 * Nothing is followed; a second host, asked for in another form where one works, confirms it.
 */
export const pathRedirection: SiteCheck = {
  kind: 'site',
  id: 'path-redirection',
  version: 1,
  class: 'URL_REDIRECTION',
  cwe: 601,
  async run(context) {
    const findings: FindingDraft[] = [];
    for (const folder of ['', ...listFolders(context.exchanges()).map((name) => `/${name}`)]) {
      const forms = folder === '' ? FORMS : FOLDER_FORMS;
      const place = folder === '' ? '/' : `${folder}/`;
      const hits: Hit[] = [];
      for (const form of forms) {
        const hit = await attempt(context, (host) => folder + form(host));
        if (hit) hits.push(hit);
        if (hits.length === 2) break;
      }
      const [first] = hits;
      if (!first) continue;
      const again = hits[1] ?? (await attempt(context, (host) => first.path.replace(first.host, host)));
      findings.push({
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
        url: `${context.origin}${place}`,
        parameter: null,
        sink: first.destination.sink,
        evidence: toEvidence(first.exchange, [first.destination.address, first.host]),
      });
    }
    return findings;
  },
};
