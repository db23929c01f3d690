import type { OrganizationScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { ConnectionRun } from '../connection-record';
import { findInstance } from '../find-instance';
import type { RunInstances } from '../rules/run-item';

/**
 * The instances that a run begins with: those that it made before its worker went away, and for the cases the one that
 * an earlier run left. Where this run makes one itself, a released one is none: should newInstance fail, nobody is
 * asked about an instance that a seller may have forgotten.
 */
export async function knownInstances(scope: OrganizationScope, run: ConnectionRun): Promise<RunInstances> {
  if (run.instances.cases) return run.instances;
  const known = await findInstance(database(), scope, run.assetId);
  const makesOne = run.items.some(
    ({ section, activity }) => section === 'cases' && activity === 'newInstance',
  );
  if (!known || (makesOne && known.isReleased)) return run.instances;
  const { instanceId, orderId, orderLineId } = known;
  return { ...run.instances, cases: { instanceId, orderId, orderLineId } };
}
