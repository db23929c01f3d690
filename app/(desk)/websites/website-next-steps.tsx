import type { Route } from 'next';
import { NextStepBar } from '@/app/(desk)/assets/next-step';
import type { AssessedAsset } from '@/lib/submissions/assess-assets';

/** The assets that a page about a website is for; more are in the list of assets, filtered by the website. */
const SHOWN = 3;

type WebsiteNextStepsProps = { assets: readonly AssessedAsset[]; here: Route };

/** The end of a page about a website: the way back to each asset that uses it, and what that asset needs next. */
export function WebsiteNextSteps({ assets, here }: WebsiteNextStepsProps) {
  return assets
    .slice(0, SHOWN)
    .map((assessed) => <NextStepBar key={assessed.asset.id} assessed={assessed} here={here} />);
}
