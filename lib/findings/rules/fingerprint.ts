import { sha256Hex } from '@/lib/core/bytes';
import type { Confidence, FindingDraft } from './finding';
import { pathTemplate } from './path-template';

/** Written in front of the hashed text: a new recipe gets a new number, and old decisions keep theirs. */
export const FINGERPRINT_VERSION = 1;

type Identity = Pick<FindingDraft, 'class' | 'method' | 'url' | 'ownAddress' | 'parameter' | 'sink'>;

/**
 * Fingerprint v1: lower-case hex SHA-256 of class, method, origin, path template, parameter location and name, sink.
 * Severity, payload, time and wording are left out, so that a decision survives a new scan and a new text. A page that
 * proved unlike the others of its template has its own address in the template's place.
 */
export function computeFingerprint(finding: Identity): string {
  const url = new URL(finding.url);
  const parts = [
    `v${FINGERPRINT_VERSION}`,
    finding.class,
    finding.method.toUpperCase(),
    url.origin,
    finding.ownAddress ?? pathTemplate(url.pathname),
    finding.parameter?.location ?? '',
    finding.parameter?.name ?? '',
    finding.sink,
  ];
  // JSON keeps the parts apart whatever they contain.
  return sha256Hex(JSON.stringify(parts));
}

/** The looser key (class and path template): equal keys suggest "looks like" an earlier finding, and decide nothing. */
export const computeLookalikeKey = (finding: Pick<FindingDraft, 'class' | 'url'>): string =>
  sha256Hex(
    JSON.stringify([`v${FINGERPRINT_VERSION}`, finding.class, pathTemplate(new URL(finding.url).pathname)]),
  );

export type FingerprintedFinding = Omit<FindingDraft, 'ownAddress'> & {
  fingerprint: string;
  lookalikeKey: string;
};

const STRENGTH: Record<Confidence, number> = { CONFIRMED: 2, LIKELY: 1, INFO: 0 };

/** Adds both keys and keeps one finding a fingerprint: the strongest confidence, then the highest score, then the first seen. */
export function deduplicateFindings(drafts: readonly FindingDraft[]): FingerprintedFinding[] {
  const byFingerprint = new Map<string, FingerprintedFinding>();
  for (const { ownAddress, ...draft } of drafts) {
    const fingerprint = computeFingerprint({ ...draft, ...(ownAddress === undefined ? {} : { ownAddress }) });
    const known = byFingerprint.get(fingerprint);
    if (known && !isStrongerFinding(draft, known)) continue;
    byFingerprint.set(fingerprint, { ...draft, fingerprint, lookalikeKey: computeLookalikeKey(draft) });
  }
  return [...byFingerprint.values()];
}

type Strength = Pick<FindingDraft, 'confidence' | 'cvssScore'>;

/** Whether one of two findings with the same fingerprint says more: by confidence, then by score. */
export function isStrongerFinding(candidate: Strength, known: Strength): boolean {
  const byConfidence = STRENGTH[candidate.confidence] - STRENGTH[known.confidence];
  return byConfidence > 0 || (byConfidence === 0 && candidate.cvssScore > known.cvssScore);
}
