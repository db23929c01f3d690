import { pageReader } from '@/app/page-reader';
import { listWebsiteAssets } from '@/lib/submissions/list-website-assets';
import { getWebsite } from '@/lib/websites/get-website';
import { findLoginSettings } from '@/lib/websites/login/find-login-settings';

/** A website, how scans sign in to it, and the assets that it is for. */
export const readLogin = pageReader(async (context, websiteId: string) => {
  const [website, profile, assets] = await Promise.all([
    getWebsite(context, websiteId),
    findLoginSettings(context, websiteId),
    listWebsiteAssets(context, websiteId),
  ]);
  return { website, profile, assets };
});
