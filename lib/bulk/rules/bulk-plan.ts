import { type DraftDeletionFacts, draftDeletionBlocker } from '@/lib/assets/rules/deletion';
import { type WebsiteActionFacts, websiteBlocker } from '@/lib/websites/rules/website-actions';

export const BULK_KINDS = ['RESCAN', 'DELETE_DRAFTS'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/** Why a row is left out; a sentence each below `bulk.reason`, and how to fix it below `bulk.fix`. */
export const BULK_REASONS = [
  // Deleted, or of another organization.
  'NOT_FOUND',
  'NO_WEBSITE',
  'NOT_VERIFIED',
  'VERIFICATION_EXPIRED',
  'AGREEMENT',
  'SCAN_RUNNING',
  // Another run is to scan it.
  'WAITING',
  // The website of an earlier row of the same run.
  'SHARED',
  'HAS_PRODUCT',
  'UNDER_REVIEW',
  'SUBMITTED',
  // Whoever asked may not do it any longer.
  'NO_PERMISSION',
  'STOPPED',
] as const;
export type BulkReason = (typeof BULK_REASONS)[number];

/** A row of a run; `reason` null: it can be done. */
export type PlannedItem = { assetId: string; websiteId: string | null; reason: BulkReason | null };

export type BulkSite = Pick<WebsiteActionFacts, 'ownership' | 'isScanUnfinished'> & {
  isAgreementAccepted: boolean;
  /** A run has it waiting for a scan already. */
  isWaiting: boolean;
};

type BulkAsset = { id: string; websiteIds: readonly string[] };

const missing = (assetId: string): PlannedItem => ({ assetId, websiteId: null, reason: 'NOT_FOUND' });

/** A row a website, or one for an asset without any: what a scan of each would do now. */
export function planRescans(
  ids: readonly string[],
  assets: ReadonlyMap<string, BulkAsset>,
  sites: ReadonlyMap<string, BulkSite>,
): PlannedItem[] {
  const seen = new Set<string>();
  return ids.flatMap((assetId) => {
    const asset = assets.get(assetId);
    if (!asset) return [missing(assetId)];
    if (asset.websiteIds.length === 0) return [{ assetId, websiteId: null, reason: 'NO_WEBSITE' as const }];
    return asset.websiteIds.map((websiteId) => {
      const reason = seen.has(websiteId) ? 'SHARED' : siteReason(sites.get(websiteId));
      seen.add(websiteId);
      return { assetId, websiteId, reason };
    });
  });
}

function siteReason(site: BulkSite | undefined): BulkReason | null {
  if (!site) return 'NOT_FOUND';
  const blocker = websiteBlocker('scan', { ...site, assetsUnderReview: [] });
  if (blocker && blocker.code !== 'ROLE') return blocker.code;
  if (!site.isAgreementAccepted) return 'AGREEMENT';
  return site.isWaiting ? 'WAITING' : null;
}

/** A row an asset: whether it is a draft that may be deleted now. */
export const planDeletions = (
  ids: readonly string[],
  assets: ReadonlyMap<string, DraftDeletionFacts>,
): PlannedItem[] =>
  ids.map((assetId) => {
    const asset = assets.get(assetId);
    return asset ? { assetId, websiteId: null, reason: draftDeletionBlocker(asset) } : missing(assetId);
  });

export type ReasonCount = { reason: BulkReason; count: number };

/** How many rows can be done, and how many are left out for each reason, in the order of `BULK_REASONS`. */
export function countPlan(items: readonly Pick<PlannedItem, 'reason'>[]): {
  willDo: number;
  groups: ReasonCount[];
} {
  const counts = new Map<BulkReason, number>();
  for (const { reason } of items) if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return {
    willDo: items.filter(({ reason }) => reason === null).length,
    groups: BULK_REASONS.flatMap((reason) => {
      const count = counts.get(reason) ?? 0;
      return count > 0 ? [{ reason, count }] : [];
    }),
  };
}
