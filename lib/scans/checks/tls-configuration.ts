import { preconditionFailed } from '@/lib/core/errors';
import { weigh } from '@/lib/findings/rules/cvss';
import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { TlsInspection } from '@/lib/http/tls-inspection';
import type { SiteCheck } from './check';
import { draftFinding, siteRoot } from './draft-finding';
import { handshakeDefects, handshakeText } from './tls/handshake-defects';
import { transportDefects } from './tls/transport-defects';

const ID = 'tls-configuration';

function handshakeFindings(inspection: TlsInspection, origin: string, now: Date | null): FindingDraft[] {
  const { request, response } = handshakeText(inspection);
  return handshakeDefects(inspection, now).map(({ title, cvssVector, proof, ...rest }) => {
    const from = response.indexOf(proof);
    return {
      checkId: ID,
      class: 'TLS',
      titleKey: `findings-tls.${title}`,
      ...weigh(cvssVector),
      ...rest,
      method: 'CONNECT',
      url: siteRoot(origin),
      parameter: null,
      evidence: {
        request,
        response,
        isTruncated: false,
        marks: from === -1 ? [] : [{ in: 'response', from, to: from + proof.length }],
      },
    };
  });
}

/**
 * TLS configuration (OWASP WSTG-CRYP-01): what the handshakes accept, what the certificate is worth, and whether pages
 * keep their visitors on TLS. The time of the last captured page stands for now.
 * @throws AppError PRECONDITION_FAILED where an https port could not be inspected: the class is then not tested, not clean
 */
export const tlsConfiguration: SiteCheck = {
  kind: 'site',
  id: ID,
  version: 2,
  class: 'TLS',
  cwe: 327,
  async run(context) {
    const { origin } = context;
    const exchanges = context.exchanges();
    const isTls = origin.startsWith('https:');
    const inspection = isTls ? await context.inspectTls() : null;
    if (isTls && !inspection) throw preconditionFailed('tls.notInspected');
    const now = exchanges.at(-1)?.startedAt ?? null;
    const ofPages = transportDefects(exchanges, origin).map((one) =>
      draftFinding({ ...this, cwe: one.cwe }, one.exchange, {
        titleKey: `findings-tls.${one.title}`,
        values: one.values,
        cvssVector: one.cvssVector,
        confidence: one.isHint ? 'INFO' : 'CONFIRMED',
        sink: one.sink,
        proofs: [one.proof],
        url: one.sink.startsWith('mixed-') ? one.exchange.request.url : siteRoot(origin),
      }),
    );
    return [...(inspection ? handshakeFindings(inspection, origin, now) : []), ...ofPages];
  },
};
