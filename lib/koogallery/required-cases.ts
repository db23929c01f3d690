export const BILLING_MODES = ['YEARLY_MONTHLY', 'PAY_PER_USE', 'ONE_TIME'] as const;
export type BillingMode = (typeof BILLING_MODES)[number];

/** An activity of which a product may or must have a case. */
export type CaseNeed = { activity: string; isRequired: boolean; kind: 'basic' | 'kit' };

/** What decides which cases a product needs. */
export type CaseDeclaration = {
  protocol: 'V2' | 'V1';
  productKind: 'COMMON' | 'JOINT_OPERATIONS';
  billingModes: readonly BillingMode[];
};

type Needs = { required: readonly string[]; optional: readonly string[] };

const WHOLE_LIFE = [
  'newInstance',
  'queryInstance',
  'refreshInstance',
  'updateInstanceStatus',
  'releaseInstance',
];

/**
 * SaaS Access Guide V2.0, debugging of the basic interfaces (protocol page §2.1). Pay-per-use is "the same without
 * upgrade"; an upgrade and the check before a renewal change are optional everywhere else.
 */
const V2_CASES: Readonly<Record<BillingMode, Needs>> = {
  YEARLY_MONTHLY: { required: WHOLE_LIFE, optional: ['upgradeInstance', 'changeInstanceCheck'] },
  PAY_PER_USE: { required: WHOLE_LIFE, optional: ['changeInstanceCheck'] },
  ONE_TIME: { required: ['newInstance', 'queryInstance', 'releaseInstance'], optional: [] },
};

const V1_RELEASE = ['newInstance', 'refreshInstance', 'expireInstance', 'releaseInstance'];

/**
 * SaaS Access Guide V1.0: "before release a product must have passed subscription, renewal, expiration and release"
 * (protocol page §2.3). The page makes no exception for a billing mode, so none is made here. That a product which is
 * never renewed for another period is not upgraded either is [inferred] from V2.0.
 */
const V1_CASES: Readonly<Record<BillingMode, Needs>> = {
  YEARLY_MONTHLY: { required: V1_RELEASE, optional: ['queryInstance', 'upgrade', 'instanceStatus'] },
  PAY_PER_USE: { required: V1_RELEASE, optional: ['queryInstance', 'instanceStatus'] },
  ONE_TIME: { required: V1_RELEASE, optional: ['queryInstance', 'instanceStatus'] },
};

/** In the order in which KooGallery opens a tenant: tenant, application, organizations, users. */
const KIT_ACTIVITIES = ['tenantSync', 'applicationSync', 'singleOrgSync', 'allOrgSync', 'authSync'];

/** In the order of an instance's life: freezing and releasing it come last, so that the others meet a living one. */
const LIFE_ORDER: Readonly<Record<CaseDeclaration['protocol'], readonly string[]>> = {
  V2: [
    'newInstance',
    'queryInstance',
    'refreshInstance',
    'upgradeInstance',
    'changeInstanceCheck',
    ...KIT_ACTIVITIES,
    'updateInstanceStatus',
    'releaseInstance',
  ],
  V1: [
    'newInstance',
    'queryInstance',
    'refreshInstance',
    'upgrade',
    'instanceStatus',
    'expireInstance',
    'releaseInstance',
  ],
};

/**
 * The cases that a declaration needs: the union over its billing modes, each once. An activity that one mode requires
 * is required. Joint operations require all kit interfaces besides; the pages of V1.0 know none, for which reason
 * `declaredProblems` refuses that combination [inferred]. Without billing modes nothing is needed yet.
 */
export function requiredCases({ protocol, productKind, billingModes }: CaseDeclaration): CaseNeed[] {
  if (billingModes.length === 0) return [];
  const modes = billingModes.map((mode) => (protocol === 'V2' ? V2_CASES : V1_CASES)[mode]);
  const hasKit = productKind === 'JOINT_OPERATIONS';
  return LIFE_ORDER[protocol].flatMap((activity): CaseNeed[] => {
    if (KIT_ACTIVITIES.includes(activity)) return hasKit ? [{ activity, isRequired: true, kind: 'kit' }] : [];
    const isRequired = modes.some(({ required }) => required.includes(activity));
    const isOptional = modes.some(({ optional }) => optional.includes(activity));
    return isRequired || isOptional ? [{ activity, isRequired, kind: 'basic' }] : [];
  });
}
