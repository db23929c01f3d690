import type { Context, OrganizationScope } from '@/lib/auth/actor';
import type { Transaction } from '@/lib/db/client';
import { endUnfinished } from '../rules/run-plan';
import { cancelQueuedRun, findNewestRun } from './store';

/** Cancels the probe of an asset that no worker has taken yet; the next one comes within half a day. */
export async function dropQueuedProbe(
  tx: Transaction,
  context: Context,
  scope: OrganizationScope,
  assetId: string,
): Promise<void> {
  const run = await findNewestRun(tx, scope, assetId);
  if (run?.kind !== 'PROBE' || run.status !== 'QUEUED') return;
  const items = endUnfinished(run.items, 'CANCELLED');
  await cancelQueuedRun(tx, scope, { runId: run.id, items, at: context.clock.now() });
}
