import type { OrganizationScope, TxContext } from '@/lib/auth/actor';
import { endUnfinished } from '../rules/run-plan';
import { cancelQueuedRun, findNewestRun, lockRun, requireRun } from './store';

/** Cancels the probe of an asset that no worker has taken yet; the next one comes within half a day. */
export async function dropQueuedProbe(
  { tx, clock }: TxContext,
  scope: OrganizationScope,
  assetId: string,
): Promise<void> {
  const newest = await findNewestRun(tx, scope, assetId);
  if (newest?.kind !== 'PROBE' || newest.status !== 'QUEUED') return;
  await lockRun(tx, scope, newest.id);
  const run = await requireRun(tx, scope, assetId, newest.id);
  const items = endUnfinished(run.items, 'CANCELLED');
  await cancelQueuedRun(tx, scope, { runId: run.id, items, at: clock.now() });
}
