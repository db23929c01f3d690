export const BILLING_MODES = ['YEARLY_MONTHLY', 'PAY_PER_USE', 'ONE_TIME'] as const;
export type BillingMode = (typeof BILLING_MODES)[number];

/** A V2.0 activity of which a product may or must have a case. */
export type CaseActivity =
  | 'newInstance'
  | 'queryInstance'
  | 'refreshInstance'
  | 'updateInstanceStatus'
  | 'releaseInstance'
  | 'upgradeInstance'
  | 'changeInstanceCheck';
export type CaseNeed = { activity: CaseActivity; isRequired: boolean };

const WHOLE_LIFE = [
  'newInstance',
  'queryInstance',
  'refreshInstance',
  'updateInstanceStatus',
  'releaseInstance',
] as const satisfies readonly CaseActivity[];

/**
 * SaaS Access Guide V2.0, debugging of the basic interfaces. Pay-per-use is "the same without upgrade"; an upgrade
 * and the check before a renewal change are optional everywhere else.
 */
const CASES: Readonly<
  Record<BillingMode, { required: readonly CaseActivity[]; optional: readonly CaseActivity[] }>
> = {
  YEARLY_MONTHLY: { required: WHOLE_LIFE, optional: ['upgradeInstance', 'changeInstanceCheck'] },
  PAY_PER_USE: { required: WHOLE_LIFE, optional: ['changeInstanceCheck'] },
  ONE_TIME: { required: ['newInstance', 'queryInstance', 'releaseInstance'], optional: [] },
};

const IN_ORDER: readonly CaseActivity[] = [...WHOLE_LIFE, 'upgradeInstance', 'changeInstanceCheck'];

/**
 * The cases that a V2.0 declaration needs: the union over its billing modes, each once, in the order of an
 * instance's life. An activity that one mode requires is required. Without billing modes nothing is needed yet.
 */
export function requiredCases(billingModes: readonly BillingMode[]): CaseNeed[] {
  const modes = billingModes.map((mode) => CASES[mode]);
  return IN_ORDER.flatMap((activity) => {
    const isRequired = modes.some(({ required }) => required.includes(activity));
    const isOptional = modes.some(({ optional }) => optional.includes(activity));
    return isRequired || isOptional ? [{ activity, isRequired }] : [];
  });
}
