import { SECOND_MS } from '@/lib/core/clock';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { InterfaceSpec, SampleContext } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import type { ItemFinding } from '@/lib/response-checks/test-item';
import type { JsonObject } from '@/lib/signing/canonical';
import { readResponseInstance } from '../rules/read-response-instance';
import { callInterface } from './call-interface';
import type { CallDeps, MessageDraft } from './item-result';

export const POLL_EVERY_MS = 2 * SECOND_MS;
/** A minute in all: KooGallery polls for hours, but a test that takes longer tells nobody anything. */
export const MOST_POLLS = 30;

/** Code of the finding on an instance that was never ready. */
export const NEVER_READY = 'NEVER_READY';

type Called = NonNullable<Awaited<ReturnType<typeof callInterface>>>;

/** What one item of a run came to: the response that decides, and everything that was asked on the way. */
export type CallChain = {
  /** The interface and the request that the last response is about: queryInstance after polling. */
  last: Called & { spec: InterfaceSpec; request: JsonObject };
  /** In the order made. */
  messages: readonly MessageDraft[];
  /** What newInstance made; null for every other interface. */
  instance: InstanceReference | null;
  finding: ItemFinding | null;
};

/**
 * Makes one call, and where newInstance is answered `000004` (in progress) polls queryInstance, as KooGallery does,
 * until the instance is ready or a minute is over (SaaS Access Guide, newInstance).
 * @returns null when our own side stopped
 */
export async function callToTheEnd(
  spec: InterfaceSpec,
  request: JsonObject,
  deps: CallDeps,
  about: Parameters<typeof callInterface>[3],
): Promise<CallChain | null> {
  const called = await callInterface(spec, request, deps, about);
  if (!called) return null;
  const instance = spec.activity === 'newInstance' ? readResponseInstance(request, called.result) : null;
  const chain: CallChain = {
    last: { ...called, spec, request },
    messages: [called.draft],
    instance,
    finding: null,
  };
  return called.assessment.outcome === 'in-progress' && instance
    ? pollUntilReady(chain, instance, deps)
    : chain;
}

async function pollUntilReady(
  begun: CallChain,
  instance: InstanceReference,
  deps: CallDeps,
): Promise<CallChain | null> {
  const query = findInterface(deps.protocol, 'queryInstance');
  if (!query) return begun;
  const spec = pollSpec(query);
  let chain = begun;
  for (let polls = 0; polls < MOST_POLLS; polls += 1) {
    await deps.pause(POLL_EVERY_MS);
    if (deps.signal.aborted) return null;
    const request = sampleRequest(spec, sampleContext(deps, instance));
    const called = await callInterface(spec, request, deps, { purpose: 'POLL', caseName: '' });
    if (!called) return null;
    chain = {
      ...chain,
      last: { ...called, spec, request },
      messages: [...chain.messages, called.draft],
    };
    if (called.assessment.outcome !== 'in-progress') return chain;
  }
  const seconds = (MOST_POLLS * POLL_EVERY_MS) / SECOND_MS;
  return { ...chain, finding: { code: NEVER_READY, values: { polls: MOST_POLLS, seconds } } };
}

/** That it still goes on, and so tells nothing of the instance, is not a failed poll. */
const pollSpec = (query: InterfaceSpec): InterfaceSpec => ({
  ...query,
  inProgressCodes: ['000004'],
  response: query.response.map((field) =>
    field.name === 'info' ? { ...field, presence: 'optional' } : field,
  ),
});

/** Ids and time of a sample about an instance; without one, of an order of its own. */
export function sampleContext(
  deps: Pick<CallDeps, 'clock' | 'newId' | 'isTestFlagged'>,
  instance: InstanceReference | null,
): SampleContext {
  const { clock, newId, isTestFlagged } = deps;
  const orderId = instance?.orderId || `PF${newId()}`;
  return {
    now: clock.now(),
    newId,
    isTestFlagged,
    instanceId: instance?.instanceId ?? '',
    orderId,
    orderLineId: instance?.orderLineId || `${orderId}-1`,
  };
}
