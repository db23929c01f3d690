import type { AssetRecord } from '@/lib/assets/store';
import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { isRejected } from '@/lib/lifecycle/rules/status';
import { gatherReadinessFacts } from './gather-readiness-facts';
import { assessReadiness, type Readiness } from './rules/readiness';
import type { ReadinessFacts } from './rules/readiness-facts';
import { type StatusLine, statusLine } from './rules/status-line';
import { countDecisions } from './store';

/** An asset with everything that is derived from it: what it lacks, and the one line that says what it is. */
export type AssessedAsset = {
  asset: AssetRecord;
  facts: ReadinessFacts;
  readiness: Readiness;
  line: StatusLine;
};

/** Assesses any number of assets in a fixed number of queries. @returns in the order given */
export async function assessAssets(
  db: Database,
  scope: OrganizationScope,
  assets: readonly AssetRecord[],
  now: Date,
): Promise<AssessedAsset[]> {
  const rejected = assets.flatMap(({ status, submissionId }) =>
    isRejected(status) && submissionId ? [submissionId] : [],
  );
  const [factsById, decisions] = await Promise.all([
    gatherReadinessFacts(db, scope, assets, now),
    countDecisions(db, scope, rejected),
  ]);
  return assets.flatMap((asset) => {
    const found = factsById.get(asset.id);
    if (!found) return [];
    const decided = (asset.submissionId && decisions.get(asset.submissionId)) || null;
    // After the last appeal there is no further review.
    const facts = decided?.isFinal ? { ...found, reviewEndsBy: null } : found;
    const readiness = assessReadiness(facts, now);
    return [{ asset, facts, readiness, line: statusLine({ ...asset, readiness, decided }) }];
  });
}
