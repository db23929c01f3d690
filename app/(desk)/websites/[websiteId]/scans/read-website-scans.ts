import { pageReader } from '@/app/page-reader';
import { listOpinions } from '@/lib/opinions/list-opinions';
import { listScanTrend } from '@/lib/scans/list-scan-trend';
import { listScans } from '@/lib/scans/list-scans';
import { findRescanPlan } from '@/lib/scans/rescans/find-rescan-plan';
import { listWebsiteAssets } from '@/lib/submissions/list-website-assets';
import { getWebsite } from '@/lib/websites/get-website';

/** A website with one page of its scans, their trend, other tools' reports and the assets that it is for. */
export const readWebsiteScans = pageReader(async (context, websiteId: string, page: string | null) => {
  const [website, scans, trend, opinions, assets, rescans] = await Promise.all([
    getWebsite(context, websiteId),
    listScans(context, websiteId, { page: page ?? undefined }),
    listScanTrend(context, websiteId),
    listOpinions(context, websiteId),
    listWebsiteAssets(context, websiteId),
    findRescanPlan(context, websiteId),
  ]);
  return { website, scans, trend, opinions, assets, rescans };
});
