import { caseRequest } from '@/lib/koogallery/case-request';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { callBlocker } from '@/lib/koogallery/sign-call';
import type { RunItem } from '../rules/run-item';
import { itemNotRun } from '../rules/run-plan';
import { callToTheEnd } from './call-to-the-end';
import { type RunSettings, toItemResult, toSampleContext } from './item-context';
import type { CallDeps, ItemResult } from './item-result';

/**
 * Calls one case: with the builder's request, else with the saved one or the sample about the section's instance.
 * @returns null when our own side stopped
 */
export async function runCase(
  item: RunItem,
  instance: InstanceReference | null,
  settings: RunSettings,
  deps: CallDeps,
): Promise<ItemResult | null> {
  const { activity, caseName } = item;
  const spec = findInterface(deps.protocol, activity);
  if (!spec) return skipped(item, 'DECLARATION_CHANGED');
  const blocker = callBlocker(spec, deps.target);
  if (blocker) return skipped(item, blocker);
  const isFirst = activity === 'newInstance';
  if (!isFirst && !instance && !item.request) return skipped(item, 'NO_INSTANCE');
  const context = toSampleContext(settings, deps, isFirst ? null : instance);
  const request = item.request ?? caseRequest(spec, settings.savedRequest(activity, caseName), context);
  const chain = await callToTheEnd(spec, request, deps, { purpose: settings.casePurpose, caseName });
  return chain && toItemResult(item, chain, request);
}

const skipped = (item: RunItem, reason: Parameters<typeof itemNotRun>[1]): ItemResult => ({
  item: itemNotRun(item, reason),
  messages: [],
  instance: null,
});
