import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import type { JsonObject } from '@/lib/signing/canonical';
import type { RunItem } from '../connection-record';
import { findInstance } from '../find-instance';
import type { InterfaceSpec } from '../rules/interface';
import { findInterface } from '../rules/interface-catalog';
import { findCases } from '../store';

export type PreparedRequest = { spec: InterfaceSpec; request: JsonObject };

/**
 * The request of a case: the builder's, else the saved case's, else the sample. Samples and saved cases are about the
 * instance that newInstance returned last.
 * @returns null where there is no such interface, or no instance to ask about yet
 */
export async function prepareRequest(
  context: Context,
  scope: OrganizationScope,
  assetId: string,
  item: Pick<RunItem, 'activity' | 'request'>,
): Promise<PreparedRequest | null> {
  const spec = findInterface('V2.0', item.activity);
  if (!spec) return null;
  if (item.request) return { spec, request: item.request };
  const isFirst = item.activity === 'newInstance';
  const instance = isFirst ? null : await findInstance(database(), scope, assetId);
  if (!isFirst && !instance) return null;
  const [template] = spec.templates;
  const at = context.clock.now();
  const sample = template.build({
    now: at,
    newId: () => newId(at.getTime()),
    orderId: instance?.orderId ?? `PF${at.getTime()}`,
    orderLineId: instance?.orderLineId ?? `PF${at.getTime()}-1`,
    instanceId: instance?.instanceId ?? '',
  });
  const saved = (await findCases(database(), scope, [assetId])).find(
    ({ activity }) => activity === item.activity,
  );
  // Ids and times are this run's; what the seller chose in the builder stays.
  const own = Object.entries(saved?.request ?? {}).filter(
    ([name]) => !(name in sample) || !PER_RUN.has(name),
  );
  return { spec, request: { ...sample, ...Object.fromEntries(own) } };
}

/** Fields whose value belongs to one run. */
const PER_RUN = new Set(['businessId', 'orderId', 'orderLineId', 'instanceId', 'expireTime']);
