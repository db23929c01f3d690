import { describe, expect, it } from 'vitest';
import type { CaseState } from '@/lib/connection-tests/rules/case-state';
import { editEffects } from '@/lib/connection-tests/rules/edit-effects';
import type { CaseDeclaration } from '@/lib/koogallery/required-cases';

const ONE_TIME: CaseDeclaration = { protocol: 'V2', productKind: 'COMMON', billingModes: ['ONE_TIME'] };
const MONTHLY: CaseDeclaration = { ...ONE_TIME, billingModes: ['YEARLY_MONTHLY'] };
const states = (entries: Record<string, CaseState>) => new Map(Object.entries(entries));

describe('what an edit of the declaration reopens', () => {
  it('is every required result that passes now, and no other', () => {
    const now = states({ newInstance: 'PASSED', queryInstance: 'FAILED', releaseInstance: 'OUTDATED' });
    expect(editEffects(ONE_TIME, ONE_TIME, now)).toEqual({
      outdated: ['newInstance'],
      added: [],
      removed: [],
    });
  });

  it('is what another billing mode requires besides, or no more', () => {
    const now = states({ newInstance: 'PASSED', refreshInstance: 'PASSED' });
    expect(editEffects(ONE_TIME, MONTHLY, now)).toEqual({
      outdated: ['newInstance'],
      added: ['refreshInstance', 'updateInstanceStatus'],
      removed: [],
    });
    expect(editEffects(MONTHLY, ONE_TIME, now)).toEqual({
      outdated: ['newInstance'],
      added: [],
      removed: ['refreshInstance', 'updateInstanceStatus'],
    });
  });

  it('is everything where the protocol changes: interfaces of one name are not the same', () => {
    const now = states({ newInstance: 'PASSED' });
    expect(editEffects(ONE_TIME, { ...ONE_TIME, protocol: 'V1' }, now)).toEqual({
      outdated: [],
      added: ['newInstance', 'refreshInstance', 'expireInstance', 'releaseInstance'],
      removed: ['newInstance', 'queryInstance', 'releaseInstance'],
    });
  });

  it('adds the kit for joint operations', () => {
    const { added } = editEffects(ONE_TIME, { ...ONE_TIME, productKind: 'JOINT_OPERATIONS' }, new Map());
    expect(added).toEqual(['tenantSync', 'applicationSync', 'singleOrgSync', 'allOrgSync', 'authSync']);
  });
});
