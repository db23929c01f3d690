import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { LadderResult } from './rules/ladder';
import { type LadderDeps, runLadder } from './run-ladder';
import { findChallenge } from './store';

/**
 * Asks a website for its current file and keeps nothing of it: neither does a success prolong the proof, nor is a failure
 * a failed check.
 * @param _scope of the website's organization
 * @returns null where no file was made
 */
export async function lookForFile(
  context: Context,
  _scope: OrganizationScope,
  website: { id: string; origin: string },
  deps: LadderDeps = {},
): Promise<LadderResult | null> {
  const challenge = await findChallenge(database(), website);
  return challenge && runLadder(context, website.origin, challenge, deps);
}
