import type { OrganizationScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { findWebsite } from './store';

/** Where a scan goes; for the worker, which has been allowed the organization's row already. @throws AppError NOT_FOUND */
export async function getScanTarget(
  scope: OrganizationScope,
  websiteId: string,
): Promise<{ origin: string; host: string }> {
  const { origin, host } = await findWebsite(database(), scope, websiteId);
  return { origin, host };
}
