import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { SiteCheck } from '../check';
import { draftFinding } from '../draft-finding';
import { EXPOSED_FILES } from './file-signatures';
import { maskNamedSecrets } from './mask-leaked-secrets';
import { areSiblingsAlike } from './missing-siblings';

/** Version-control folders, configuration, dumps and archives at known places, each proven by its whole content and by its siblings. */
export const exposedFiles: SiteCheck = {
  kind: 'site',
  id: 'exposed-files',
  version: 2,
  class: 'INFORMATION_LEAKAGE',
  cwe: 538,
  async run(context) {
    const findings: FindingDraft[] = [];
    for (const { path, kind, cvssVector, format } of EXPOSED_FILES) {
      const read = (exchange: Exchange) => format(decodedBodyText(exchange), exchange.response.decodedBody);
      const exchange = await context.fetchPath(path);
      if (exchange?.response.status !== 200 || context.looksLikeMissing(exchange)) continue;
      const proof = read(exchange);
      if (proof === null) continue;
      if (await areSiblingsAlike(context, path, (sibling) => read(sibling) !== null)) continue;
      const draft = draftFinding(this, exchange, {
        titleKey: 'findings-leakage.exposedFile',
        values: { path, kind },
        cvssVector,
        confidence: 'CONFIRMED',
        sink: `file:${kind}`,
        proofs: [proof],
      });
      findings.push({ ...draft, evidence: maskNamedSecrets(draft.evidence) });
    }
    return findings;
  },
};
