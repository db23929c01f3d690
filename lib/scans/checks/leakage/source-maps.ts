import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { SiteCheck } from '../check';
import { draftFinding, VECTORS } from '../draft-finding';

const MAX_MAPS = 8;
const MAP_COMMENT = /\/[/*][#@]\s*sourceMappingURL=([^\s*]+)/;

/** A map that holds the sources themselves, read without parsing: a large one arrives cut. */
const EMBEDDED_SOURCES = /^(?:\)\]\}')?\s*\{[\s\S]*"sourcesContent"\s*:\s*\[\s*"/;
const FIRST_SOURCE = /"sources"\s*:\s*\[\s*"([^"]+)"/;

function readMapPath(exchange: Exchange, origin: string): string | null {
  const named =
    headerValue(exchange.response.headers, 'sourcemap') ?? MAP_COMMENT.exec(decodedBodyText(exchange))?.[1];
  if (!named || named.startsWith('data:') || !URL.canParse(named, exchange.request.url)) return null;
  const url = new URL(named, exchange.request.url);
  return url.origin === origin ? url.pathname + url.search : null;
}

/** Source maps that carry the original source of the site's scripts. */
export const sourceMaps: SiteCheck = {
  kind: 'site',
  id: 'source-maps',
  version: 1,
  class: 'INFORMATION_LEAKAGE',
  cwe: 540,
  async run(context) {
    const scripts = context
      .exchanges()
      .filter(({ response }) => /javascript/i.test(headerValue(response.headers, 'content-type') ?? ''));
    const paths = new Set(
      scripts.map((script) => readMapPath(script, context.origin)).filter((path) => path !== null),
    );
    const findings: FindingDraft[] = [];
    for (const path of [...paths].slice(0, MAX_MAPS)) {
      const exchange = await context.fetchPath(path);
      if (exchange?.response.status !== 200) continue;
      const text = decodedBodyText(exchange);
      const first = FIRST_SOURCE.exec(text)?.[1];
      if (first === undefined || !EMBEDDED_SOURCES.test(text)) continue;
      findings.push(
        draftFinding(this, exchange, {
          titleKey: 'findings-leakage.sourceMap',
          values: { path, first },
          cvssVector: VECTORS.smallLeak,
          confidence: 'CONFIRMED',
          sink: 'source-map',
          proofs: [first],
        }),
      );
    }
    return findings;
  },
};
