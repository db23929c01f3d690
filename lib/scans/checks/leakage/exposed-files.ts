import type { FindingDraft } from '@/lib/findings/rules/finding';
import { bodyText } from '@/lib/http/body-text';
import type { SiteCheck } from '../check';
import { draftFinding } from '../draft-finding';
import { EXPOSED_FILES } from './file-signatures';
import { veilNamedSecrets } from './veil-evidence';

/** Version-control folders, configuration, dumps and archives at known places, each proven by its content. */
export const exposedFiles: SiteCheck = {
  kind: 'site',
  id: 'exposed-files',
  version: 1,
  class: 'INFORMATION_LEAKAGE',
  cwe: 538,
  async run(context) {
    const findings: FindingDraft[] = [];
    for (const { path, kind, cvssVector, proofIn } of EXPOSED_FILES) {
      const exchange = await context.fetchPath(path);
      if (exchange?.response.status !== 200 || context.looksLikeMissing(exchange)) continue;
      const proof = proofIn(bodyText(exchange), exchange.response.decodedBody);
      if (proof === null) continue;
      const draft = draftFinding(this, exchange, {
        titleKey: 'findings-leakage.exposedFile',
        values: { path, kind },
        cvssVector,
        grade: 'CONFIRMED',
        sink: `file:${kind}`,
        proofs: [proof],
      });
      findings.push({ ...draft, evidence: veilNamedSecrets(draft.evidence) });
    }
    return findings;
  },
};
