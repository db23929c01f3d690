import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Check } from '../check';
import { draftFinding } from '../draft-finding';
import type { EntityProof } from './prove-entities';

const TITLES = {
  FILE: 'findings-xml.externalEntity',
  ERROR: 'findings-xml.externalEntityError',
  OUTSIDE: 'findings-xml.externalEntityOutside',
} as const;
/** Files are read, and a document can keep the parser busy. */
const EXTERNAL = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:L';

type Place = Pick<FindingDraft, 'method' | 'url' | 'parameter'>;

export function entityFinding(
  check: Pick<Check, 'id' | 'class' | 'cwe'>,
  { method, url, parameter }: Place,
  found: EntityProof,
): FindingDraft {
  const { kind, leaf, address, proof, exchange, isConfirmed } = found;
  return {
    ...draftFinding(check, exchange, {
      titleKey: TITLES[kind],
      values: {
        place: parameter?.location === 'XML' ? new URL(url).pathname : (parameter?.name ?? ''),
        element: leaf,
        address,
        proof,
      },
      cvssVector: EXTERNAL,
      confidence: isConfirmed ? 'CONFIRMED' : 'LIKELY',
      sink: 'xml-external-entity',
      proofs: [proof, address],
      url,
      parameter,
    }),
    method,
  };
}
