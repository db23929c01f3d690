import type { Context, OrganizationScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import type { JsonObject } from '@/lib/signing/canonical';
import type { CallRecord, RunItem } from '../connection-record';
import type { InterfaceSpec } from '../rules/interface';
import { findInterface } from '../rules/interface-catalog';
import { findCases, findLastPassed } from '../store';

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
  item: RunItem,
): Promise<PreparedRequest | null> {
  const spec = findInterface('V2.0', item.activity);
  if (!spec) return null;
  if (item.request) return { spec, request: item.request };
  const isFirst = item.activity === 'newInstance';
  const made = isFirst ? null : await findLastPassed(database(), scope, assetId, 'newInstance');
  const instanceId = made && instanceIdOf(made);
  if (!isFirst && !instanceId) return null;
  const [template] = spec.templates;
  const at = context.clock.now();
  const order = made ? requestOf(made) : null;
  const sample = template.build({
    now: at,
    newId: () => newId(at.getTime()),
    orderId: textOf(order, 'orderId') ?? `PF${at.getTime()}`,
    orderLineId: textOf(order, 'orderLineId') ?? `PF${at.getTime()}-1`,
    instanceId: instanceId ?? '',
  });
  const saved = (await findCases(database(), scope, [assetId])).find(
    ({ activity }) => activity === item.activity,
  );
  if (!saved) return { spec, request: sample };
  // Ids and times are this run's; what the seller chose in the builder stays.
  const own = Object.entries(saved.request).filter(([name]) => !(name in sample) || !PER_RUN.has(name));
  return { spec, request: { ...sample, ...Object.fromEntries(own) } };
}

/** Fields whose value belongs to one run. */
const PER_RUN = new Set(['businessId', 'orderId', 'orderLineId', 'instanceId', 'expireTime']);

const parse = (bytes: Uint8Array | null): JsonObject | null => {
  try {
    const value: unknown = bytes && JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
};
const textOf = (object: JsonObject | null, name: string): string | null => {
  const value = object?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
};
const requestOf = (call: CallRecord) => parse(call.attempt.requestBody);

/** The id that newInstance answered with. */
export const instanceIdOf = (call: CallRecord): string | null =>
  textOf(parse(call.attempt.responseBody), 'instanceId');
