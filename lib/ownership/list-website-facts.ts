import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { readWebsites } from '@/lib/websites/hold-website';
import type { LoginState } from '@/lib/websites/rules/login-state';
import { type OwnershipState, ownershipState } from '@/lib/websites/rules/ownership-state';
import { CURRENT_AGREEMENT } from './rules/agreement';
import { findAcceptedWebsites } from './store';

/** How far a website is, for the rooms that decide whether an asset is ready. */
export type WebsiteSettings = {
  id: string;
  name: string;
  host: string;
  origin: string;
  ownership: OwnershipState;
  /** The current version of the scan service agreement was accepted for it. */
  isAgreementAccepted: boolean;
  login: LoginState;
  /** When the login settings were last saved; null where none were. A scan that started before saw other settings. */
  settingsChangedAt: Date | null;
};

/**
 * The settings of several websites in a fixed number of queries, in the order asked for. Removed ones and those of
 * other organizations are left out.
 * @param scope proof that the caller was authorised in the organization
 * @returns by website id
 */
export async function listWebsiteFacts(
  db: Database,
  scope: OrganizationScope,
  websiteIds: readonly string[],
  now: Date,
): Promise<Map<string, WebsiteSettings>> {
  const websites = await readWebsites(db, scope, websiteIds);
  const accepted = await findAcceptedWebsites(db, websites, CURRENT_AGREEMENT);
  return new Map(
    websites.map(({ id, name, host, origin, verifiedAt, login, loginSavedAt }) => [
      id,
      {
        ...{ id, name, host, origin, login },
        ownership: ownershipState(verifiedAt, now),
        isAgreementAccepted: accepted.has(id),
        settingsChangedAt: loginSavedAt,
      },
    ]),
  );
}
