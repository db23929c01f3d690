import { pageReader } from '@/app/page-reader';
import { listDrift } from '@/lib/drift/list-drift';
import { getOwnership } from '@/lib/ownership/get-ownership';
import { listWebsiteAssets } from '@/lib/submissions/list-website-assets';
import { getWebsite } from '@/lib/websites/get-website';

/** A website, how far its ownership is proven, and the assets that it is for, and what is not as approved. */
export const readOwnership = pageReader(async (context, websiteId: string) => {
  const [website, ownership, assets, drift] = await Promise.all([
    getWebsite(context, websiteId),
    getOwnership(context, websiteId),
    listWebsiteAssets(context, websiteId),
    listDrift(context, { websiteId }),
  ]);
  return { website, ownership, assets, drift };
});
