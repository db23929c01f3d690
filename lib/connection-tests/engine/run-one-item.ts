import { findAdversarialTest } from '@/lib/adversarial/adversarial-suite';
import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { callBlocker } from '@/lib/koogallery/sign-call';
import type { RunItem } from '../rules/run-item';
import { itemNotRun } from '../rules/run-plan';
import type { RunSettings } from './item-context';
import type { CallDeps, ItemResult } from './item-result';
import { runAdversarialTest } from './run-adversarial-test';
import { runCase } from './run-case';
import { runFlowStep } from './run-flow-step';

/**
 * Makes the calls of one item.
 * @returns null when our own side stopped: that says nothing about the seller
 */
export async function runOneItem(
  item: RunItem,
  run: { items: readonly RunItem[]; instance: InstanceReference | null },
  settings: RunSettings,
  deps: CallDeps,
): Promise<ItemResult | null> {
  if (item.section === 'cases') return runCase(item, run.instance, settings, deps);
  if (item.section === 'flow') return runFlowStep(item, run, settings, deps);
  const test = findAdversarialTest(item.key.replace(/^adversarial\//, ''));
  // An older version of the product planned it.
  if (!test) return { item: itemNotRun(item, 'DECLARATION_CHANGED'), messages: [], instance: null };
  const spec = findInterface(deps.protocol, test.activity);
  const blocker = spec && callBlocker(spec, deps.target);
  if (blocker) return { item: itemNotRun(item, blocker), messages: [], instance: null };
  return runAdversarialTest(test, item, deps, settings.declared);
}
