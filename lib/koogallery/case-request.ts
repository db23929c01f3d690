import type { JsonObject, JsonValue } from '@/lib/signing/canonical';
import type { InterfaceSpec, SampleContext } from './interface';
import { sampleRequest } from './sample-request';

/** Fields whose value belongs to one run, whatever was saved. */
const PER_RUN = new Set([
  'businessId',
  'orderId',
  'orderLineId',
  'instanceId',
  'expireTime',
  'timeStamp',
  'currentSyncTime',
  // Made of the order's id, so that the calls of the kit are about one tenant.
  'tenantId',
  'tenantCode',
  'appId',
  'clientId',
]);

/**
 * The request of a case in a run: the sample, or what was saved with the ids and times of this run, also where they
 * are deeper inside. A field that was saved empty is meant to be empty, and `testFlag` is the run's to decide.
 * @param saved null: the case has no request of its own
 */
export function caseRequest(
  spec: InterfaceSpec,
  saved: JsonObject | null,
  context: SampleContext,
): JsonObject {
  const sample = sampleRequest(spec, context);
  if (!saved || Object.keys(saved).length === 0) return sample;
  const { testFlag: _, ...kept } = saved;
  const flag = 'testFlag' in sample ? { testFlag: sample.testFlag } : {};
  return { ...(renewed(kept, sample) as JsonObject), ...flag } as JsonObject;
}

function renewed(value: JsonValue, sample: JsonObject): JsonValue {
  if (Array.isArray(value)) return value.map((member) => renewed(member, sample));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, member]) => {
      const fresh = PER_RUN.has(name) && member !== '' ? sample[name] : undefined;
      return [name, fresh ?? renewed(member ?? null, sample)];
    }),
  );
}
