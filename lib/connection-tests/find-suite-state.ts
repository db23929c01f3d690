import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { isUnderWay } from './rules/live-state';
import { type RunTally, tally } from './rules/run-tally';
import { findNewestRun } from './run/store';

/** How far the newest run of an asset is. */
export type SuiteState = { tally: RunTally; isUnderWay: boolean };

/** In the caller's transaction, for verbs that have authorised; null before the first run. */
export async function findSuiteState(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<SuiteState | null> {
  const run = await findNewestRun(db, scope, assetId);
  return run && { tally: tally(run.items), isUnderWay: isUnderWay(run) };
}
