import { describe, expect, it } from 'vitest';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import {
  BILLING_MODES,
  type BillingMode,
  type CaseDeclaration,
  requiredCases,
} from '@/lib/koogallery/required-cases';

const MODE_SETS: BillingMode[][] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
  BILLING_MODES.filter((_, index) => bits & (1 << index)),
);
const KIT = ['tenantSync', 'applicationSync', 'singleOrgSync', 'allOrgSync', 'authSync'];
const V2_LIFE = [
  'newInstance',
  'queryInstance',
  'refreshInstance',
  'updateInstanceStatus',
  'releaseInstance',
];
const V1_RELEASE = ['newInstance', 'refreshInstance', 'expireInstance', 'releaseInstance'];

const listNeeds = (declaration: CaseDeclaration) => {
  const needs = requiredCases(declaration);
  const named = (isRequired: boolean) =>
    needs.filter((need) => need.isRequired === isRequired).map(({ activity }) => activity);
  return { required: named(true), optional: named(false), needs };
};

/** What the protocol page says of one declaration, written down a second time and differently. */
function documented({ protocol, productKind, billingModes }: CaseDeclaration) {
  const has = (mode: BillingMode) => billingModes.includes(mode);
  if (billingModes.length === 0) return { required: [], optional: [] };
  if (protocol === 'V1') {
    const optional = ['queryInstance', 'instanceStatus', ...(has('YEARLY_MONTHLY') ? ['upgrade'] : [])];
    return { required: V1_RELEASE, optional };
  }
  const isRenewed = has('YEARLY_MONTHLY') || has('PAY_PER_USE');
  const basic = isRenewed ? V2_LIFE : ['newInstance', 'queryInstance', 'releaseInstance'];
  return {
    required: productKind === 'JOINT_OPERATIONS' ? [...basic, ...KIT] : basic,
    optional: [
      ...(has('YEARLY_MONTHLY') ? ['upgradeInstance'] : []),
      ...(isRenewed ? ['changeInstanceCheck'] : []),
    ],
  };
}

const DECLARATIONS = (['V2', 'V1'] as const)
  .flatMap((protocol) =>
    (['COMMON', 'JOINT_OPERATIONS'] as const).flatMap((productKind) =>
      MODE_SETS.map((billingModes): CaseDeclaration => ({ protocol, productKind, billingModes })),
    ),
  )
  .filter(({ protocol, productKind }) => protocol === 'V2' || productKind === 'COMMON');

describe('the required cases', () => {
  it.each(DECLARATIONS)(
    'of $protocol, $productKind, $billingModes are the documented ones',
    (declaration) => {
      const { required, optional } = listNeeds(declaration);
      const expected = documented(declaration);
      expect([...required].sort()).toEqual([...expected.required].sort());
      expect([...optional].sort()).toEqual([...expected.optional].sort());
    },
  );

  it.each(DECLARATIONS)(
    'of $protocol, $productKind, $billingModes are interfaces of their kind',
    (declaration) => {
      const { needs } = listNeeds(declaration);
      expect(new Set(needs.map(({ activity }) => activity)).size).toBe(needs.length);
      for (const { activity, kind } of needs) {
        const spec = findInterface(declaration.protocol === 'V2' ? 'V2.0' : 'V1.0', activity);
        expect(spec, activity).toMatchObject({ activity, kind });
      }
    },
  );

  it('begin an instance with newInstance and end it with releaseInstance', () => {
    for (const declaration of DECLARATIONS.filter(({ billingModes }) => billingModes.length > 0)) {
      const { needs } = listNeeds(declaration);
      expect([needs.at(0)?.activity, needs.at(-1)?.activity]).toEqual(['newInstance', 'releaseInstance']);
    }
  });
});
