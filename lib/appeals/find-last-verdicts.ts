import type { OrganizationScope } from '@/lib/auth/actor';
import { APPEALS_PER_SUBMISSION } from '@/lib/core/policy';
import type { Database } from '@/lib/db/client';
import type { AppealRecord, FinalVerdict, VerdictRecord } from './appeal-record';
import { findVerdicts } from './review/store';

/** `isLastLook`: no appeal is left in which it could be answered. */
export type LastVerdict = FinalVerdict & { isLastLook: boolean };

/**
 * The verdicts of the last decided appeal, by finding id. What a reviewer has judged in a review that goes on is not said
 * before its decision.
 * @param appeals newest first
 */
export async function findLastVerdicts(
  db: Database,
  scope: OrganizationScope,
  appeals: readonly AppealRecord[],
): Promise<Map<string, LastVerdict>> {
  const decided = appeals.filter(({ decidedAt }) => decidedAt !== null);
  const isLastLook = decided.length >= APPEALS_PER_SUBMISSION;
  const verdicts = await findVerdicts(db, scope, decided.slice(0, 1));
  return new Map(verdicts.filter(isFinal).map((verdict) => [verdict.findingId, { ...verdict, isLastLook }]));
}

/** What a decision can rest on. */
export const isFinal = (verdict: VerdictRecord): verdict is FinalVerdict => verdict.outcome !== 'NEED_MORE';
