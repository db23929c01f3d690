import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { readWebsite } from '@/lib/websites/lock-website-with-facts';
import { ownershipState } from '@/lib/websites/rules/ownership-state';
import { CURRENT_AGREEMENT } from './rules/agreement';
import type { LadderResult } from './rules/ladder';
import { type LadderDeps, runLadder, saveLadder } from './run-ladder';
import { findAcceptance, findChallenge } from './store';

/** Why a scan may not start; texts: `errors.ownership.check.<code>`. */
export type OwnershipProblem =
  | 'NOT_VERIFIED'
  | 'AGREEMENT_NOT_ACCEPTED'
  | 'FILE_EXPIRED'
  | 'LADDER'
  | 'CLAIMED_ELSEWHERE';
export type OwnershipCheck =
  | { holds: true; ladder: LadderResult }
  | { holds: false; problem: OwnershipProblem; ladder: LadderResult | null };

/**
 * Asks the website for its file again, as before every scan; the result is saved like that of one that a person started. A
 * website that was verified once and still has its file needs nobody: the proof is renewed for 30 days.
 * A failure leaves the earlier proof as it is: it ends by time, and no scan starts on it.
 * @param scope of the website's organization: proof of an authorisation, `toOrganizationScope` for the system's own parts
 * @throws AppError NOT_FOUND; CONFLICT where the file was replaced meanwhile
 */
export async function checkOwnershipStillHolds(
  context: Context,
  scope: OrganizationScope,
  websiteId: string,
  deps: LadderDeps = {},
): Promise<OwnershipCheck> {
  const db = database();
  const website = await readWebsite(db, scope, websiteId);
  const now = context.clock.now();
  const refuse = (problem: OwnershipProblem): OwnershipCheck => ({ holds: false, problem, ladder: null });
  if (ownershipState(website.verifiedAt, now) === 'UNVERIFIED') return refuse('NOT_VERIFIED');
  if (!(await findAcceptance(db, website, CURRENT_AGREEMENT))) return refuse('AGREEMENT_NOT_ACCEPTED');
  const challenge = await findChallenge(db, website);
  if (!challenge || now >= challenge.expiresAt) return refuse('FILE_EXPIRED');
  const ladder = await runLadder(context, website.origin, challenge, deps);
  const outcome = await saveLadder(context, scope, websiteId, { challenge, ladder });
  if (outcome.reason === 'VERIFIED') return { holds: true, ladder };
  return { holds: false, problem: outcome.reason, ladder };
}
