import type { OrganizationScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { requireWebsite } from './store';

/**
 * What a scan of the website goes to.
 * @param scope of the website's organization: proof of an authorisation, `toOrganizationScope` for the system's own parts
 * @throws AppError NOT_FOUND, also for a website that was removed since
 */
export async function getScanTarget(
  scope: OrganizationScope,
  websiteId: string,
): Promise<{ id: string; origin: string; host: string }> {
  const { id, origin, host } = await requireWebsite(database(), scope, websiteId);
  return { id, origin, host };
}
