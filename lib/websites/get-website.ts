import { authorise, type Context } from '@/lib/auth/actor';
import { mayInOrganization } from '@/lib/auth/rules/permissions';
import { database } from '@/lib/db/client';
import { gatherWebsiteFacts } from './gather-website-facts';
import { type OwnershipState, ownershipValidUntil } from './rules/ownership-state';
import {
  ACTION_PERMISSIONS,
  type Blocker,
  WEBSITE_ACTIONS,
  type WebsiteAction,
  websiteBlocker,
} from './rules/website-actions';
import { requireWebsite, type WebsiteRow } from './store';

export type WebsiteDetails = WebsiteRow & {
  ownership: OwnershipState;
  verifiedUntil: Date | null;
  isScanUnfinished: boolean;
  /** What blocks each action for this person now; null where it may be done. */
  blockers: Record<WebsiteAction, Blocker | null>;
};

/** One website with its state and what may be done with it. @throws AppError NOT_FOUND */
export async function getWebsite(context: Context, websiteId: string): Promise<WebsiteDetails> {
  const scope = authorise(context, 'website.view');
  const website = await requireWebsite(database(), scope, websiteId);
  const facts = await gatherWebsiteFacts(database(), scope, website, context.clock.now());
  const blockerTo = (action: WebsiteAction): Blocker | null =>
    mayDo(context, action) ? websiteBlocker(action, facts) : { code: 'ROLE', values: {} };
  return {
    ...website,
    ownership: facts.ownership,
    verifiedUntil: ownershipValidUntil(website.verifiedAt),
    isScanUnfinished: facts.isScanUnfinished,
    blockers: Object.fromEntries(
      WEBSITE_ACTIONS.map((action) => [action, blockerTo(action)]),
    ) as WebsiteDetails['blockers'],
  };
}

const mayDo = ({ actor }: Context, action: WebsiteAction): boolean =>
  actor.kind === 'person' &&
  actor.membership !== null &&
  mayInOrganization(actor.membership.role, ACTION_PERMISSIONS[action]);
