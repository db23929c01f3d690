import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { headerValue } from '@/lib/http/exchange';
import type { PassiveCheck } from '../check';
import { draftFinding, VECTORS } from '../draft-finding';
import { maskLeakedSecrets, maskNamedSecrets } from './mask-leaked-secrets';
import { listedPasswords } from './people/listed-passwords';
import { findLeakedSecrets } from './secret-patterns';

/** Keys, tokens and passwords in pages, scripts and JSON that everybody can download; one finding a kind and page. */
export const secretsInPages: PassiveCheck = {
  kind: 'passive',
  id: 'secrets-in-pages',
  version: 3,
  class: 'INFORMATION_LEAKAGE',
  cwe: 312,
  run(exchange, { isBehindLogin }) {
    const type = headerValue(exchange.response.headers, 'content-type') ?? '';
    if (exchange.response.status >= 400 || /image|font|video|audio/i.test(type)) return [];
    const text = decodedBodyText(exchange);
    const listed = /json/i.test(type) ? listedPasswords(text) : [];
    const secrets = [
      ...findLeakedSecrets(text),
      ...listed.map((secret) => ({ kind: 'listedPasswords', secret, isSevere: true })),
    ];
    const byKind = new Map(secrets.map((secret) => [secret.kind, secret] as const));
    return (
      [...byKind.values()]
        // A token in an answer to a logged-in user is how logging in works.
        .filter(({ kind }) => !(kind === 'jsonWebToken' && (isBehindLogin || /json/i.test(type))))
        .map(({ kind, secret, isSevere }) => {
          const draft = draftFinding(this, exchange, {
            titleKey: 'findings-leakage.secret',
            values: { kind },
            cvssVector: isSevere ? VECTORS.severeLeak : VECTORS.smallLeak,
            confidence: isSevere ? 'CONFIRMED' : 'INFO',
            sink: `secret:${kind}`,
            proofs: [secret],
          });
          const all = secrets.map((other) => other.secret);
          const evidence = maskLeakedSecrets(draft.evidence, all);
          // These may be short.
          return { ...draft, evidence: listed.length > 0 ? maskNamedSecrets(evidence) : evidence };
        })
    );
  },
};
