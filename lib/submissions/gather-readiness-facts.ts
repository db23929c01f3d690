import type { AssetRecord } from '@/lib/assets/store';
import type { OrganizationScope } from '@/lib/auth/actor';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { listConnectionFacts } from '@/lib/connection-tests/declaration/list-connection-facts';
import type { Database } from '@/lib/db/client';
import { isApproved } from '@/lib/lifecycle/rules/status';
import { listWebsiteFacts, type WebsiteSettings } from '@/lib/ownership/list-website-facts';
import { type LatestScan, listLatestScans, scannedPlaceKey } from '@/lib/scans/list-latest-scans';
import type { ReadinessFacts, WebsiteFacts } from './rules/readiness-facts';
import { findReviewEnd } from './rules/review-end';

/**
 * Everything that readiness looks at, for any number of assets in a fixed number of queries.
 * @returns by asset id
 */
export async function gatherReadinessFacts(
  db: Database,
  scope: OrganizationScope,
  assets: readonly Pick<
    AssetRecord,
    'id' | 'name' | 'websiteIds' | 'status' | 'statusSince' | 'deadlineAt' | 'pausedAt'
  >[],
  now: Date,
): Promise<Map<string, ReadinessFacts>> {
  const websiteIds = [...new Set(assets.flatMap((asset) => asset.websiteIds))];
  const assetIds = assets.map(({ id }) => id);
  const [settings, scans, connections] = await Promise.all([
    listWebsiteFacts(db, scope, websiteIds, now),
    listLatestScans(
      db,
      scope,
      assets.flatMap(({ id, websiteIds: own }) => own.map((websiteId) => ({ websiteId, assetId: id }))),
      now,
    ),
    listConnectionFacts(db, scope, assetIds),
  ]);
  const calendar = reviewCalendar();
  return new Map(
    assets.map((asset) => {
      const websites = asset.websiteIds.flatMap((id) => {
        const site = settings.get(id);
        return site
          ? [websiteFacts(site, scans.get(scannedPlaceKey({ websiteId: id, assetId: asset.id })))]
          : [];
      });
      const connection = connections.get(asset.id) ?? NOTHING_DECLARED;
      return [
        asset.id,
        {
          ...{ assetId: asset.id, name: asset.name, websites, connection },
          approvedAt: isApproved(asset.status) ? asset.statusSince : null,
          reviewEndsBy: findReviewEnd(asset, now, calendar),
        },
      ];
    }),
  );
}

const NOTHING_DECLARED: ReadinessFacts['connection'] = {
  hasBillingMode: false,
  productionUrlProblem: null,
  waivedUrlProblem: null,
  urlProof: { failed: 0, warned: 0 },
  runWarnings: 0,
  isProductionUrlSet: false,
  isAccessKeySet: false,
  kitProblems: [],
  cases: [],
};

const websiteFacts = (site: WebsiteSettings, scan: LatestScan | undefined): WebsiteFacts => ({
  id: site.id,
  name: site.name,
  host: site.host,
  ownership: site.ownership,
  isAgreementAccepted: site.isAgreementAccepted,
  login: site.login,
  isScanRunning: scan?.isRunning ?? false,
  latestScan: scan?.ended
    ? {
        id: scan.ended.id,
        status: scan.ended.status,
        completedAt: scan.ended.completedAt,
        blockingFindings: scan.ended.blockingFindings,
        carriedFindings: scan.ended.carriedFindings,
        carriedUntil: scan.ended.carriedUntil,
        revocations: scan.ended.revocations,
        untestedClasses: scan.ended.untestedClasses,
        isOutdated: site.settingsChangedAt !== null && site.settingsChangedAt > scan.ended.startedAt,
      }
    : null,
});
