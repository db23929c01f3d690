import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { SiteCheck } from '../check';
import { draftFinding, VECTORS } from '../draft-finding';
import { findListing } from './folder-listing';
import { listedFiles } from './listed-files';
import { maskNamedSecrets } from './mask-leaked-secrets';

const MAX_FOLDERS = 50;
const MAX_FILES = 10;
const LOCAL_REFERENCE = /(?:src|href|action)\s*=\s*["']?([^"'\s>]+)/gi;

/** Folders above everything that the pages name, the nearest to the root first; the root itself was crawled. */
function listFolders(origin: string, exchanges: readonly Exchange[]): string[] {
  const folders = new Set<string>();
  const addAbove = (pathname: string) => {
    const parts = pathname.split('/').slice(0, -1);
    for (let length = 2; length <= parts.length; length++)
      folders.add(`${parts.slice(0, length).join('/')}/`);
  };
  for (const exchange of exchanges.filter(({ response }) => response.status < 400)) {
    addAbove(new URL(exchange.request.url).pathname);
    for (const [, reference = ''] of decodedBodyText(exchange).matchAll(LOCAL_REFERENCE)) {
      if (!URL.canParse(reference, exchange.request.url)) continue;
      const url = new URL(reference, exchange.request.url);
      if (url.origin === origin) addAbove(url.pathname);
    }
  }
  return [...folders].sort((a, b) => a.split('/').length - b.split('/').length);
}

/** Folders that list their files to everybody, and what they list that nobody should have. */
export const directoryListing: SiteCheck = {
  kind: 'site',
  id: 'directory-listing',
  version: 3,
  class: 'INFORMATION_LEAKAGE',
  cwe: 548,
  async run(context) {
    const findings: FindingDraft[] = [];
    const listings: Exchange[] = [];
    const judge = (exchange: Exchange) => {
      const listing = findListing(exchange);
      if (listing === null) return;
      listings.push(exchange);
      findings.push(
        draftFinding(this, exchange, {
          titleKey: 'findings-leakage.directoryListing',
          values: { path: new URL(exchange.request.url).pathname },
          cvssVector: VECTORS.leak,
          confidence: 'CONFIRMED',
          sink: 'directory-listing',
          proofs: [listing],
        }),
      );
    };
    const crawled = context.exchanges();
    const known = new Set(crawled.map(({ request }) => new URL(request.url).pathname));
    crawled.forEach(judge);
    const unknown = listFolders(context.origin, crawled).filter((folder) => !known.has(folder));
    for (const folder of unknown.slice(0, MAX_FOLDERS)) {
      const exchange = await context.fetchPath(folder);
      if (exchange) judge(exchange);
    }
    for (const { path, kind, format } of listings.flatMap(listedFiles).slice(0, MAX_FILES)) {
      const exchange = await context.fetchPath(path);
      if (exchange?.response.status !== 200) continue;
      const proof = format(decodedBodyText(exchange), exchange.response.decodedBody);
      if (proof === null) continue;
      const draft = draftFinding(this, exchange, {
        titleKey: 'findings-leakage.exposedFile',
        values: { path, kind },
        cvssVector: VECTORS.severeLeak,
        confidence: 'CONFIRMED',
        sink: `file:${kind}`,
        proofs: [proof],
      });
      findings.push({ ...draft, evidence: maskNamedSecrets(draft.evidence) });
    }
    return findings;
  },
};
