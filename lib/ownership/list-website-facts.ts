import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { type LoginState, loginState } from '@/lib/websites/rules/login-state';
import { type OwnershipState, ownershipState } from '@/lib/websites/rules/ownership-state';
import { CURRENT_AGREEMENT } from './rules/agreement';
import { findWebsitesWithSettings } from './store';

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
 * The settings of several websites in one query. Removed ones and those of other organizations are left out.
 * @param scope proof that the caller was authorised in the organization
 * @returns by website id, in the order asked for
 */
export async function listWebsiteFacts(
  db: Database,
  scope: OrganizationScope,
  websiteIds: readonly string[],
  now: Date,
): Promise<Map<string, WebsiteSettings>> {
  if (websiteIds.length === 0) return new Map();
  const rows = await findWebsitesWithSettings(db, scope, websiteIds, CURRENT_AGREEMENT);
  const found = new Map(
    rows.map(({ verifiedAt, login, loginSavedAt, ...website }) => [
      website.id,
      {
        ...website,
        ownership: ownershipState(verifiedAt, now),
        login: loginState(login),
        settingsChangedAt: loginSavedAt,
      },
    ]),
  );
  return new Map(
    websiteIds.flatMap((id) => {
      const website = found.get(id);
      return website ? [[id, website] as const] : [];
    }),
  );
}
