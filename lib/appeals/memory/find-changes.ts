import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { FindingRecord } from '@/lib/findings/finding-record';
import { findFindings } from '@/lib/findings/for-other-rooms';
import { compareEvidence, type EvidenceChange } from '@/lib/findings/rules/evidence-hash';

/** What differs between a finding and what was judged of it. Texts: `decisions.changes.<code>`. */
export type StandingChange = EvidenceChange | 'CHECK';

/** Of a finding that was accepted earlier and is open again for its evidence: what of it is another, and whether the check is too. */
export async function findChanges(
  db: Database,
  scope: OrganizationScope,
  finding: FindingRecord,
): Promise<StandingChange[]> {
  const { standing } = finding;
  if (standing?.state !== 'REOPENED' || standing.reason !== 'EVIDENCE_CHANGED') return [];
  const { findingId, checkVersion } = standing.decision;
  const [judged] = await findFindings(db, scope, [findingId]);
  return [
    ...(judged ? compareEvidence(judged, finding) : []),
    ...(checkVersion === finding.checkVersion ? [] : (['CHECK'] as const)),
  ];
}
