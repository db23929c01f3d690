import { parse } from 'parse5';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { listElements } from '../../engine/crawl/page-elements';
import type { PassiveCheck } from '../check';
import { draftFinding, siteRoot, VECTORS } from '../draft-finding';
import { isHtmlPage } from './is-html-page';

/** Scripts of other hosts without an integrity hash: once a host. */
export const subresourceIntegrity: PassiveCheck = {
  kind: 'passive',
  id: 'subresource-integrity',
  version: 1,
  class: 'HEADERS',
  cwe: 353,
  run(exchange, { origin }) {
    if (!isHtmlPage(exchange)) return [];
    const byHost = new Map<string, string>();
    for (const element of listElements(parse(decodedBodyText(exchange)))) {
      const attribute = (name: string) => element.attrs.find((attr) => attr.name === name)?.value ?? '';
      const reference = element.tagName === 'script' ? attribute('src') : '';
      if (reference === '' || attribute('integrity') !== '' || !URL.canParse(reference, exchange.request.url))
        continue;
      const target = new URL(reference, exchange.request.url);
      const isForeign = /^https?:$/.test(target.protocol) && target.origin !== origin;
      if (isForeign && !byHost.has(target.host)) byHost.set(target.host, reference);
    }
    return [...byHost].map(([host, reference]) =>
      draftFinding(this, exchange, {
        titleKey: 'findings-headers.integrityMissing',
        values: { host, page: exchange.request.url },
        cvssVector: VECTORS.hardening,
        confidence: 'CONFIRMED',
        sink: `script:${host}`,
        proofs: [reference],
        url: siteRoot(origin),
      }),
    );
  },
};
