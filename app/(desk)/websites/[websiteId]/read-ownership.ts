import { pageReader } from '@/app/page-reader';
import { getOwnership } from '@/lib/ownership/get-ownership';
import { listWebsiteAssets } from '@/lib/submissions/list-website-assets';
import { getWebsite } from '@/lib/websites/get-website';

/** A website, how far its ownership is proven, and the assets that it is for. */
export const readOwnership = pageReader(async (context, websiteId: string) => {
  const [website, ownership, assets] = await Promise.all([
    getWebsite(context, websiteId),
    getOwnership(context, websiteId),
    listWebsiteAssets(context, websiteId),
  ]);
  return { website, ownership, assets };
});
