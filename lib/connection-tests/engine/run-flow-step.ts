import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { sampleRequest } from '@/lib/koogallery/sample-request';
import { flowChange, INSTANCE_UNKNOWN, isStepWorthwhile } from '../rules/flow';
import type { RunItem } from '../rules/run-item';
import { itemNotRun } from '../rules/run-plan';
import { type CallChain, callToTheEnd } from './call-to-the-end';
import { type RunSettings, toItemResult, toSampleContext } from './item-context';
import type { CallDeps, ItemResult } from './item-result';

/** "Instance ID does not exist". */
const UNKNOWN_CODE = '000003';

/**
 * One step of an instance's life, or why it is not taken.
 * @param items of the whole run, in their current state
 * @returns null when our own side stopped
 */
export async function runFlowStep(
  item: RunItem,
  { items, instance }: { items: readonly RunItem[]; instance: InstanceReference | null },
  settings: RunSettings,
  deps: CallDeps,
): Promise<ItemResult | null> {
  const spec = findInterface(deps.protocol, item.activity);
  if (!spec || !isStepWorthwhile(item, items, instance))
    return {
      item: itemNotRun(item, spec ? 'EARLIER_STEP_FAILED' : 'DECLARATION_CHANGED'),
      messages: [],
      instance: null,
    };
  const request = { ...sampleRequest(spec, toSampleContext(settings, deps, instance)), ...flowChange(item) };
  const chain = await callToTheEnd(spec, request, deps, { purpose: 'FLOW', caseName: '' });
  return (
    chain && toItemResult(item, { ...chain, finding: chain.finding ?? toFinding(chain, instance) }, request)
  );
}

function toFinding({ last }: CallChain, instance: InstanceReference | null): CallChain['finding'] {
  const isUnknown = last.draft.attempt.resultCode === UNKNOWN_CODE;
  return isUnknown && instance
    ? { code: INSTANCE_UNKNOWN, values: { instanceId: instance.instanceId } }
    : null;
}
