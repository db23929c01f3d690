import { authoriseSystem, type Context, toOrganizationScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { scanWaiting } from './go-on';
import { findWaitingOrganizations } from './store';

const BATCH = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Starts scans that wait for their turn, of every organization that has room for one.
 * @param endedScanId only of the organization whose scan has ended
 * @returns how many it started
 */
export async function startWaitingRescans(
  context: Context,
  endedScanId: string | null = null,
): Promise<{ started: number }> {
  const system = authoriseSystem(context);
  let started = 0;
  let afterId = FIRST_ID;
  let batch: string[];
  do {
    batch = await findWaitingOrganizations(database(), system, {
      ...{ scanId: endedScanId, afterId, atMost: BATCH },
    });
    for (const organizationId of batch)
      started += await scanWaiting(context, toOrganizationScope({ organizationId }, system));
    afterId = batch.at(-1) ?? FIRST_ID;
  } while (batch.length === BATCH);
  return { started };
}
