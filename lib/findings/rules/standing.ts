/** For which later scans a decision counts: of the website, for the asset, or of any website of the organization. */
export const DECISION_SCOPES = ['WEBSITE', 'ASSET', 'ORGANIZATION'] as const;
export type DecisionScope = (typeof DECISION_SCOPES)[number];

/** Why an earlier decision does not count, the first that is true. Texts: `decisions.reopened.<code>`. */
export const REOPEN_REASONS = ['REVOKED', 'ENDED', 'EVIDENCE_CHANGED', 'CHECK_CHANGED'] as const;
export type ReopenReason = (typeof REOPEN_REASONS)[number];

export type DecisionTerms = {
  fingerprint: string;
  evidenceHash: string;
  /** Null where the scan did not keep it. */
  checkVersion: number | null;
  scope: DecisionScope;
  websiteId: string;
  assetId: string;
  decidedAt: Date;
  validUntil: Date;
  revokedAt: Date | null;
};

/** Where a finding was found, and the assets for which it counts. */
export type StandingPlace = { websiteId: string; assetIds: readonly string[] };

export type Standing<Decision extends DecisionTerms = DecisionTerms> =
  | { state: 'CARRIED'; decision: Decision }
  | { state: 'REOPENED'; decision: Decision; reason: ReopenReason };

type Found = Pick<DecisionTerms, 'fingerprint' | 'evidenceHash' | 'checkVersion'>;

/**
 * What earlier decisions make of a finding: the newest that holds carries it; else the newest says why it is open again.
 * A decision counts from when it was made until its end, a revocation for ever. `decisions/store.ts` asks the same in SQL.
 * @returns null where nobody has decided on it within the scope
 */
export function findStanding<Decision extends DecisionTerms>(
  finding: Found,
  decisions: readonly Decision[],
  place: StandingPlace,
  at: Date,
): Standing<Decision> | null {
  const [newest, ...older] = decisions
    .filter((one) => one.fingerprint === finding.fingerprint && one.decidedAt <= at && isWithin(one, place))
    .sort((a, b) => b.decidedAt.getTime() - a.decidedAt.getTime());
  if (!newest) return null;
  const holding = [newest, ...older].find((one) => reopenReason(finding, one, at) === null);
  if (holding) return { state: 'CARRIED', decision: holding };
  return { state: 'REOPENED', decision: newest, reason: reopenReason(finding, newest, at) ?? 'REVOKED' };
}

function isWithin({ scope, websiteId, assetId }: DecisionTerms, place: StandingPlace): boolean {
  if (scope === 'ORGANIZATION') return true;
  if (scope === 'WEBSITE') return websiteId === place.websiteId;
  // A website that several assets share is accepted for one of them only.
  return place.assetIds.length > 0 && place.assetIds.every((id) => id === assetId);
}

function reopenReason(finding: Found, decision: DecisionTerms, at: Date): ReopenReason | null {
  if (decision.revokedAt !== null) return 'REVOKED';
  if (decision.validUntil <= at) return 'ENDED';
  if (decision.evidenceHash !== finding.evidenceHash) return 'EVIDENCE_CHANGED';
  return decision.checkVersion === finding.checkVersion ? null : 'CHECK_CHANGED';
}
