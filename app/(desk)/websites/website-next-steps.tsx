import type { Route } from 'next';
import { NextStepBar } from '@/app/(desk)/assets/next-step';
import { requireMemberContext } from '@/app/current-actor';
import { listWebsiteAssets } from '@/lib/submissions/list-website-assets';

/** The assets that a page about a website is for; more are in the list of assets, filtered by the website. */
const SHOWN = 3;

/** The end of a page about a website: the way back to each asset that uses it, and what that asset needs next. */
export async function WebsiteNextSteps({ websiteId, here }: { websiteId: string; here: Route }) {
  const assets = await listWebsiteAssets(await requireMemberContext(), websiteId);
  return assets
    .slice(0, SHOWN)
    .map((assessed) => <NextStepBar key={assessed.asset.id} assessed={assessed} here={here} />);
}
