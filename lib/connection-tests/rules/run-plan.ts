import type { AdversarialTest } from '@/lib/adversarial/adversarial-test';
import { type BillingMode, requiredCases } from '@/lib/koogallery/required-cases';
import { STORED_PROTOCOLS } from '@/lib/koogallery/stored-protocols';
import type { JsonObject } from '@/lib/signing/canonical';
import { flowSteps } from './flow';
import type { NotRunReason, RunItem, RunSection } from './run-item';
import { isUnfinished } from './run-order';

export const PARALLELISM = { least: 1, most: 8, default: 2 } as const;

/** A case to run: an interface's own (`caseName` empty), or a saved one by its name. */
export type CaseChoice = { activity: string; caseName: string; request?: JsonObject };

export type RunPlanInput = {
  protocol: 'V2' | 'V1';
  productKind: 'COMMON' | 'JOINT_OPERATIONS';
  billingModes: readonly BillingMode[];
  /** Those that the seller keeps; an empty name is an interface's own. */
  savedCases: readonly Pick<CaseChoice, 'activity' | 'caseName'>[];
  sections: readonly RunSection[];
  /** Of the section `cases`, these instead of all. */
  only?: readonly CaseChoice[];
  /** The whole suite, in its order. */
  adversarialTests: readonly Pick<AdversarialTest, 'id' | 'activity' | 'kind' | 'protocols'>[];
};

/**
 * Everything that a run does, in the order of its sections and of an instance's life: each required interface's own
 * case, the optional ones that have a saved case, every case saved under a name; the steps of the flow; the
 * adversarial tests that make sense in this protocol.
 */
export function planRun(input: RunPlanInput): RunItem[] {
  const protocol = STORED_PROTOCOLS[input.protocol];
  const isJoint = input.productKind === 'JOINT_OPERATIONS';
  const items: Readonly<Record<RunSection, () => RunItem[]>> = {
    cases: () => once((input.only ?? allCases(input)).map(caseItem)),
    flow: () =>
      flowSteps(protocol, input.billingModes).map(({ id, activity }) => planned('flow', id, { activity })),
    adversarial: () =>
      input.adversarialTests
        .filter(({ kind, protocols }) => protocols.includes(protocol) && (kind === 'basic' || isJoint))
        .map(({ id, activity }) => planned('adversarial', id, { activity })),
  };
  return (['cases', 'flow', 'adversarial'] as const)
    .filter((section) => input.sections.includes(section))
    .flatMap((section) => items[section]());
}

function allCases({ savedCases, ...declaration }: RunPlanInput): CaseChoice[] {
  return requiredCases(declaration).flatMap(({ activity, isRequired }) => {
    const saved = savedCases.filter((known) => known.activity === activity);
    const hasOwn = isRequired || saved.some(({ caseName }) => caseName === '');
    const named = saved.filter(({ caseName }) => caseName !== '');
    return [
      ...(hasOwn ? [{ activity, caseName: '' }] : []),
      ...named.map(({ caseName }) => ({ activity, caseName })),
    ];
  });
}

/** A case that is named twice is run once, as it was named first. */
const once = (items: readonly RunItem[]): RunItem[] =>
  [...new Map(items.toReversed().map((item) => [item.key, item])).values()].toReversed();

const caseItem = ({ activity, caseName, request }: CaseChoice): RunItem =>
  planned('cases', caseName === '' ? activity : `${activity}/${caseName}`, {
    activity,
    caseName,
    ...(request ? { request } : {}),
  });

const planned = (
  section: RunSection,
  name: string,
  about: Pick<RunItem, 'activity'> & Partial<Pick<RunItem, 'caseName' | 'request'>>,
): RunItem => ({
  key: `${section}/${name}`,
  section,
  caseName: '',
  ...about,
  state: 'WAITING',
  messageIds: [],
  finding: null,
  explanations: [],
});

/** What has not ended is not run, and says why. */
export const endUnfinished = (items: readonly RunItem[], reason: NotRunReason): RunItem[] =>
  items.map((item) => (isUnfinished(item) ? itemNotRun(item, reason) : item));

export const itemNotRun = (item: RunItem, reason: NotRunReason): RunItem => ({
  ...item,
  state: 'NOT_RUN',
  reason,
});
