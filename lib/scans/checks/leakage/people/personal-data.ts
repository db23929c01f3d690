import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { headerValue } from '@/lib/http/exchange';
import type { PassiveCheck } from '../../check';
import { draftFinding, VECTORS } from '../../draft-finding';
import { maskLeakedSecrets } from '../mask-leaked-secrets';
import { findPersonalNumbers } from './personal-numbers';

const READABLE = /html|json|xml|javascript|plain|csv|^$/i;
/** One may be the user's own; several are other people's. */
const SEVERAL = 2;

/** Numbers of identity cards and bank cards of several people, proven by their form and their check digits. */
export const personalData: PassiveCheck = {
  kind: 'passive',
  id: 'personal-data',
  version: 1,
  class: 'INFORMATION_LEAKAGE',
  cwe: 359,
  run(exchange) {
    const type = headerValue(exchange.response.headers, 'content-type') ?? '';
    if (exchange.response.status >= 400 || !READABLE.test(type)) return [];
    return findPersonalNumbers(decodedBodyText(exchange))
      .filter(({ numbers }) => numbers.length >= SEVERAL)
      .map(({ kind, numbers }) => {
        const draft = draftFinding(this, exchange, {
          titleKey: 'findings-leakage.personalData',
          values: { kind, count: numbers.length },
          cvssVector: VECTORS.severeLeak,
          confidence: 'CONFIRMED',
          sink: `personal:${kind}`,
          proofs: numbers.slice(0, SEVERAL),
        });
        return { ...draft, evidence: maskLeakedSecrets(draft.evidence, numbers) };
      });
  },
};
