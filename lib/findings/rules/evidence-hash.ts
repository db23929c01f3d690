import { sha256Hex } from '@/lib/core/bytes';
import type { Evidence, FindingDraft } from './finding';

/** Written in front of the hashed text: a new recipe gets a new number, and open decisions need a new look. */
const EVIDENCE_VERSION = 2;

type Proven = Pick<FindingDraft, 'titleKey'> & { evidence: Evidence };

/** What of an evidence proves a finding, without what differs from scan to scan at a site that stays the same. */
type EvidenceParts = {
  /** What was proven. */
  kind: string;
  status: string;
  mediaType: string;
  /** The marked stretches of the response; where there are none, the names of its elements or members. */
  proof: readonly string[];
};

/** What has changed in an evidence. Texts: `decisions.changes.<code>`. */
export const EVIDENCE_CHANGES = ['KIND', 'STATUS', 'MEDIA_TYPE', 'PROOF'] as const;
export type EvidenceChange = (typeof EVIDENCE_CHANGES)[number];

/** Marks of a scan and what a site computes from its numbers: longer than any word with a digit that means something. */
const CHANCE_WORD = /(?<!\w)-?(?=[a-z_]*\d)\w{6,}/g;
const withoutChance = (text: string): string =>
  text.toLowerCase().replace(CHANCE_WORD, '{}').replace(/\s+/g, ' ').trim();

const NAMES = /<[a-z][\w-]*|"[\w-]{1,60}"(?=\s*:)/g;
const NAMES_MAXIMUM = 500;

function listNames(response: string): string[] {
  const names = new Set<string>();
  for (const [name] of response.toLowerCase().matchAll(NAMES)) {
    names.add(withoutChance(name));
    if (names.size === NAMES_MAXIMUM) break;
  }
  return [...names].sort();
}

function readParts({ titleKey, evidence: { response, marks } }: Proven): EvidenceParts {
  const proofs = marks.filter((mark) => mark.in === 'response');
  return {
    kind: titleKey,
    status: /^HTTP\/\S+ (\d{3})/.exec(response)?.[1] ?? '',
    mediaType: /^content-type:\s*([\w.+/-]+)/im.exec(response)?.[1]?.toLowerCase() ?? '',
    proof:
      proofs.length > 0
        ? proofs.map(({ from, to }) => withoutChance(response.slice(from, to)))
        : listNames(response),
  };
}

/**
 * Lower-case hex SHA-256 of what proves a finding: equal for two scans of a site that has not changed, whatever the scans'
 * own marks and numbers, the times and the content around the proof.
 */
export function computeEvidenceHash(finding: Proven): string {
  const { kind, status, mediaType, proof } = readParts(finding);
  return sha256Hex(JSON.stringify([EVIDENCE_VERSION, kind, status, mediaType, proof]));
}

/** What differs between the evidence that was judged and the evidence of today. */
export function compareEvidence(before: Proven, after: Proven): EvidenceChange[] {
  const [was, is] = [readParts(before), readParts(after)];
  const differs = {
    KIND: was.kind !== is.kind,
    STATUS: was.status !== is.status,
    MEDIA_TYPE: was.mediaType !== is.mediaType,
    PROOF: JSON.stringify(was.proof) !== JSON.stringify(is.proof),
  } satisfies Record<EvidenceChange, boolean>;
  return EVIDENCE_CHANGES.filter((change) => differs[change]);
}
