import type { InstanceReference } from '@/lib/koogallery/instance-reference';
import type { SampleContext } from '@/lib/koogallery/interface';
import type { JsonObject } from '@/lib/signing/canonical';
import type { RunItem } from '../rules/run-item';
import { type CallChain, sampleContext } from './call-to-the-end';
import type { CallDeps, ItemResult } from './item-result';

/** What the items of a run share, besides the way out. */
export type RunSettings = {
  /** What the asset declares, for sample data. */
  declared: Pick<SampleContext, 'extensionParameters' | 'provisioningInfo' | 'billingModes'>;
  /** The saved request of a case; null where it has none. */
  savedRequest(activity: string, caseName: string): JsonObject | null;
  /** Why the section `cases` is called. */
  casePurpose: 'CASE' | 'PROBE';
};

/** Sample data of an item: about the section's instance, with what the asset declares. */
export const toSampleContext = (
  settings: RunSettings,
  deps: CallDeps,
  instance: InstanceReference | null,
): SampleContext => ({ ...settings.declared, ...sampleContext(deps, instance) });

/** What the calls of an item came to. */
export function toItemResult(item: RunItem, chain: CallChain, request: JsonObject): ItemResult {
  const { last, messages, instance, finding } = chain;
  return {
    item: {
      ...item,
      state: judgeChain(chain),
      messageIds: messages.map(({ id }) => id),
      finding,
      explanations: last.explanations,
    },
    messages,
    instance,
    request,
  };
}

function judgeChain({ last: { assessment }, finding }: CallChain): 'PASSED' | 'WARNED' | 'FAILED' {
  if (assessment.outcome === 'fail' || finding) return 'FAILED';
  return assessment.checks.some(({ state }) => state === 'warn') ? 'WARNED' : 'PASSED';
}
