import type { OrganizationScope } from '@/lib/auth/actor';
import { preconditionFailed } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { ownershipState } from './rules/ownership-state';
import { type WebsiteAction, type WebsiteActionFacts, websiteBlocker } from './rules/website-actions';
import { isScanUnfinished, type WebsiteRow } from './store';

/** Everything that decides what may be done with a website at `now`. */
export async function gatherWebsiteFacts(
  db: Database,
  scope: OrganizationScope,
  website: WebsiteRow,
  now: Date,
): Promise<WebsiteActionFacts> {
  return {
    ownership: ownershipState(website.verifiedAt, now),
    isScanUnfinished: await isScanUnfinished(db, scope, website.id),
    assetsUnderReview: website.assets.filter((asset) => asset.isUnderReview).map((asset) => asset.name),
  };
}

/** @throws AppError PRECONDITION_FAILED with the blocker as `data`, where the action is not possible now */
export function requireNoBlocker(action: WebsiteAction, facts: WebsiteActionFacts): void {
  const blocker = websiteBlocker(action, facts);
  if (blocker)
    throw preconditionFailed(`websites.blockers.${blocker.code}`, {
      values: blocker.values,
      data: blocker,
    });
}
