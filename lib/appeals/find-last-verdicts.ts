import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { AppealRecord, FinalVerdict, VerdictRecord } from './appeal-record';
import { findVerdicts } from './review/store';

/**
 * The verdicts of the last decided appeal, by finding id. What a reviewer has judged in a review that goes on is not said
 * before its decision.
 * @param appeals newest first
 */
export async function findLastVerdicts(
  db: Database,
  scope: OrganizationScope,
  appeals: readonly AppealRecord[],
): Promise<Map<string, FinalVerdict>> {
  const decided = appeals.find(({ decidedAt }) => decidedAt !== null);
  const verdicts = decided ? await findVerdicts(db, scope, decided) : [];
  return new Map(verdicts.filter(isFinal).map((verdict) => [verdict.findingId, verdict]));
}

/** What a decision can rest on. */
export const isFinal = (verdict: VerdictRecord): verdict is FinalVerdict => verdict.outcome !== 'NEED_MORE';
