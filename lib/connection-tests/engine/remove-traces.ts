import { type AdversarialResponse, KIT_ACTIVITY } from '@/lib/adversarial/adversarial-test';
import { isAccepted, readInstanceId } from '@/lib/adversarial/classify-response';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { InterfaceSpec, SampleContext } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { KIT_FLAG } from '@/lib/koogallery/interfaces/kit/kit-interface';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import type { JsonObject } from '@/lib/signing/canonical';
import { callInterface } from './call-interface';
import { sampleContext } from './call-to-the-end';
import type { CallDeps, MessageDraft } from './item-result';

/** What a test made at the seller and has not removed. */
export type Traces = {
  instances: Map<string, InstanceReference>;
  /** The requests that added them, by `tenantId`. */
  tenants: Map<string, JsonObject>;
};

export const newTraces = (): Traces => ({ instances: new Map(), tenants: new Map() });

export type MadeResponse = Pick<
  AdversarialResponse,
  'activity' | 'request' | 'json' | 'result' | 'resultCode'
>;

export function noteMade(response: MadeResponse, { instances, tenants }: Traces): void {
  if (!isAccepted(response)) return;
  const { request, activity } = response;
  const instanceId = readInstanceId(response);
  if (activity === 'newInstance' && instanceId !== null) {
    const { orderId = '', orderLineId = '' } = request;
    instances.set(instanceId, { instanceId, orderId: String(orderId), orderLineId: String(orderLineId) });
  }
  if (activity === 'releaseInstance') instances.delete(String(request.instanceId));
  if (activity !== KIT_ACTIVITY) return;
  if (request.flag === KIT_FLAG.delete) tenants.delete(String(request.tenantId));
  else tenants.set(String(request.tenantId), request);
}

/**
 * Leaves nothing behind at the seller, as far as the seller lets it: tenants before the instances that they belong to.
 * Ends at the first call that nobody answers.
 * @returns the calls that it made
 */
export async function removeTraces(
  { instances, tenants }: Traces,
  deps: CallDeps,
  declared: Partial<SampleContext>,
): Promise<MessageDraft[]> {
  const messages: MessageDraft[] = [];
  const undo = async (
    activity: string,
    buildRequest: (spec: InterfaceSpec) => JsonObject,
  ): Promise<boolean> => {
    const spec = findInterface(deps.protocol, activity);
    if (!spec) return true;
    const about = { purpose: 'ADVERSARIAL', caseName: 'cleanup' } as const;
    const called = await callInterface(spec, buildRequest(spec), deps, about);
    if (called) messages.push(called.draft);
    return called?.result.ok ?? false;
  };
  const buildContext = (instance: InstanceReference | null) => ({
    ...declared,
    ...sampleContext(deps, instance),
  });
  for (const { instanceId, orderId, tenantId, tenantCode } of tenants.values()) {
    const about = { instanceId, orderId, tenantId, tenantCode };
    const isUndone = await undo(KIT_ACTIVITY, (spec) => ({
      ...sampleRequest(spec, buildContext(null), 'delete'),
      ...about,
    }));
    if (!isUndone) return messages;
  }
  for (const instance of instances.values())
    if (!(await undo('releaseInstance', (spec) => sampleRequest(spec, buildContext(instance)))))
      return messages;
  return messages;
}
