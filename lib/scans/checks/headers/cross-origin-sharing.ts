import { pathTemplate } from '@/lib/findings/rules/path-template';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { SiteCheck } from '../check';
import { type DraftParts, draftFinding, siteRoot, VECTORS } from '../draft-finding';

const MAX_ENDPOINTS = 8;
/** Reading a logged-in user's data from any site, once the user visits it. */
const CREDENTIALED_READ = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:N/A:N';

/** The root, and one address for each kind of JSON answer: that is where other sites would read. */
function listEndpoints(origin: string, exchanges: readonly Exchange[]): string[] {
  const byKind = new Map<string, string>([['/', siteRoot(origin)]]);
  const interesting = exchanges.filter(
    ({ request, response }) =>
      request.method === 'GET' &&
      response.status === 200 &&
      (/json/i.test(headerValue(response.headers, 'content-type') ?? '') ||
        headerValue(response.headers, 'access-control-allow-origin') !== null),
  );
  for (const { request } of interesting) {
    const kind = pathTemplate(new URL(request.url).pathname);
    if (!byKind.has(kind)) byKind.set(kind, request.url);
  }
  return [...byKind.values()].slice(0, MAX_ENDPOINTS);
}

function judge(
  foreign: string,
  allowed: string | null,
  credentials: boolean,
): Omit<DraftParts, 'proofs'> | null {
  const base = { sink: 'header:access-control-allow-origin', values: { origin: allowed ?? '' } };
  if (allowed === foreign && credentials) {
    const titleKey = 'findings-headers.corsReflectsOrigin';
    return { ...base, titleKey, cvssVector: CREDENTIALED_READ, confidence: 'CONFIRMED' };
  }
  if (allowed === '*' && credentials) {
    // Browsers refuse this pair: it harms nobody, but somebody meant to allow more than they should.
    return {
      ...base,
      titleKey: 'findings-headers.corsWildcardCredentials',
      cvssVector: VECTORS.hint,
      confidence: 'INFO',
    };
  }
  return null;
}

/** Cross-origin sharing: does an answer let a foreign origin, or the `null` origin, read it with the user's cookies? */
export const crossOriginSharing: SiteCheck = {
  kind: 'site',
  id: 'cross-origin-sharing',
  version: 1,
  class: 'HEADERS',
  cwe: 942,
  async run(context) {
    const findings = [];
    for (const url of listEndpoints(context.origin, context.exchanges())) {
      const { pathname, search } = new URL(url);
      for (const foreign of [`https://${context.mark()}.invalid`, 'null']) {
        const exchange = await context.fetchPath(`${pathname}${search}`, [['Origin', foreign]]);
        if (!exchange) continue;
        const { headers } = exchange.response;
        const credentials = /^true$/i.test(
          headerValue(headers, 'access-control-allow-credentials')?.trim() ?? '',
        );
        const allowed = headerValue(headers, 'access-control-allow-origin')?.trim() ?? null;
        const parts = judge(foreign, allowed, credentials);
        if (!parts) continue;
        findings.push(draftFinding(this, exchange, { ...parts, url, proofs: [`${foreign}`] }));
        break;
      }
    }
    return findings;
  },
};
