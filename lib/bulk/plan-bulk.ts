import { findAssets, findAssetsAfter, findSubmittedAssets } from '@/lib/assets/for-other-rooms';
import type { AssetRecord } from '@/lib/assets/store';
import type { OrganizationScope } from '@/lib/auth/actor';
import { limitExceeded } from '@/lib/core/errors';
import { BULK_ROWS } from '@/lib/core/policy';
import type { Database } from '@/lib/db/client';
import { listWebsiteFacts } from '@/lib/ownership/list-website-facts';
import { type PlannedItem, planDeletions, planRescans } from './rules/bulk-plan';
import type { BulkSelection } from './schemas';
import { findBusySites } from './store';

export type BulkPlan = { assets: number; items: PlannedItem[] };

const tooMany = () => limitExceeded('assets.bulkTooMany');

/**
 * What an act would do with each of the chosen rows now, in a fixed number of statements.
 * @throws AppError LIMIT_EXCEEDED
 */
export async function planBulk(
  db: Database,
  scope: OrganizationScope,
  { kind, ids, filter }: BulkSelection,
  now: Date,
): Promise<BulkPlan> {
  const found = filter
    ? await findAssetsAfter(
        db,
        scope,
        { ...filter, now, sort: 'updated', direction: null },
        { after: null, atMost: BULK_ROWS + 1 },
      )
    : await findAssets(db, scope, [...new Set(ids)]);
  if (found.length > BULK_ROWS) throw tooMany();
  const chosen = filter ? found.map(({ id }) => id) : [...new Set(ids)];
  const assets = new Map(found.map((asset) => [asset.id, asset]));
  const items =
    kind === 'RESCAN'
      ? planRescans(chosen, assets, await gatherSites(db, scope, found, now))
      : planDeletions(chosen, await gatherDrafts(db, scope, assets));
  if (items.length > BULK_ROWS) throw tooMany();
  return { assets: chosen.length, items };
}

async function gatherSites(
  db: Database,
  scope: OrganizationScope,
  assets: readonly AssetRecord[],
  now: Date,
) {
  const ids = [...new Set(assets.flatMap(({ websiteIds }) => websiteIds))];
  if (ids.length > BULK_ROWS) throw tooMany();
  const facts = await listWebsiteFacts(db, scope, ids, now);
  const { unfinished, waiting } = await findBusySites(db, scope, ids);
  return new Map(
    [...facts].map(([id, { ownership, isAgreementAccepted }]) => [
      id,
      { ownership, isAgreementAccepted, isScanUnfinished: unfinished.has(id), isWaiting: waiting.has(id) },
    ]),
  );
}

async function gatherDrafts(
  db: Database,
  scope: OrganizationScope,
  assets: ReadonlyMap<string, AssetRecord>,
) {
  const submitted = await findSubmittedAssets(db, scope, [...assets.keys()]);
  return new Map([...assets].map(([id, asset]) => [id, { ...asset, wasSubmitted: submitted.has(id) }]));
}
