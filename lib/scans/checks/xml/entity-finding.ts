import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { Check } from '../check';
import { draftFinding, VECTORS } from '../draft-finding';
import type { EntityProof } from './prove-entities';

const TITLES = {
  FILE: 'findings-xml.externalEntity',
  ERROR: 'findings-xml.externalEntityError',
  INTERNAL: 'findings-xml.internalEntity',
} as const;
/** Files are read, and a document can keep the parser busy. */
const EXTERNAL = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:L';

type Place = Pick<FindingDraft, 'method' | 'url' | 'parameter'>;

/** A parser that replaces entities of the document alone reads no file: worth knowing, and no weakness by itself. */
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
      cvssVector: kind === 'INTERNAL' ? VECTORS.hint : EXTERNAL,
      confidence: kind === 'INTERNAL' ? 'INFO' : isConfirmed ? 'CONFIRMED' : 'LIKELY',
      sink: kind === 'INTERNAL' ? 'xml-internal-entity' : 'xml-external-entity',
      proofs: [proof, address],
      url,
      parameter,
    }),
    method,
  };
}
