import { describe, expect, it } from 'vitest';
import { flowChange, flowSteps, INSTANCE_UNKNOWN, isStepWorthwhile } from '@/lib/connection-tests/rules/flow';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import { BILLING_MODES } from '@/lib/koogallery/required-cases';
import type { ItemState } from '@/lib/response-checks/test-item';

const INSTANCE = { instanceId: 'i-1', orderId: 'o-1', orderLineId: 'o-1-1' };

const stepItem = ({ id, activity }: { id: string; activity: string }): RunItem => ({
  key: `flow/${id}`,
  section: 'flow',
  activity,
  caseName: '',
  state: 'WAITING',
  messageIds: [],
  finding: null,
  explanations: [],
});

describe('the steps of a life', () => {
  const ids = (...args: Parameters<typeof flowSteps>) => flowSteps(...args).map(({ id }) => id);

  it('are those of the protocol', () => {
    expect(ids('V2.0', ['YEARLY_MONTHLY'])).toEqual([
      '1-newInstance',
      '2-queryInstance',
      '3-refreshInstance',
      '4-updateInstanceStatus-FREEZE',
      '5-updateInstanceStatus-UNFREEZE',
      '6-releaseInstance',
    ]);
    expect(ids('V1.0', ['PAY_PER_USE'])).toEqual([
      '1-newInstance',
      '2-refreshInstance',
      '3-expireInstance',
      '4-releaseInstance',
    ]);
  });

  it('leave out renewal for a product that is sold once, and only for that', () => {
    expect(ids('V2.0', ['ONE_TIME'])).toEqual(['1-newInstance', '2-queryInstance', '3-releaseInstance']);
    expect(ids('V1.0', ['ONE_TIME'])).toEqual(['1-newInstance', '2-expireInstance', '3-releaseInstance']);
    expect(ids('V2.0', [...BILLING_MODES])).toHaveLength(6);
  });

  it.each(['V2.0', 'V1.0'] as const)('are interfaces of %s, each id once', (protocol) => {
    const steps = flowSteps(protocol, ['YEARLY_MONTHLY']);
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    for (const { activity } of steps) expect(findInterface(protocol, activity)).not.toBeNull();
  });

  it('ask for what their item says, whatever their number was', () => {
    expect(flowChange({ key: 'flow/4-updateInstanceStatus-FREEZE' })).toEqual({ status: 'FREEZE' });
    expect(flowChange({ key: 'flow/9-updateInstanceStatus-UNFREEZE' })).toEqual({ status: 'UNFREEZE' });
    expect(flowChange({ key: 'flow/1-newInstance' })).toEqual({});
    expect(flowChange({ key: 'flow/1-unknown' })).toEqual({});
  });
});

describe('a step', () => {
  const STATES: readonly ItemState[] = ['PASSED', 'WARNED', 'FAILED', 'NOT_RUN'];
  const steps = flowSteps('V2.0', ['YEARLY_MONTHLY']).map(stepItem);
  /** The flow up to a step, the first of which ended as told and the others well. */
  const worthwhile = (
    index: number,
    ended: Partial<Record<number, Partial<RunItem>>>,
    instance: typeof INSTANCE | null = INSTANCE,
  ) => {
    const items = steps.map((item, at): RunItem => {
      const state = at < index ? 'PASSED' : 'WAITING';
      return { ...item, state, ...ended[at] };
    });
    return isStepWorthwhile(items[index] as RunItem, items, instance);
  };

  it('that makes the instance is always taken', () => {
    expect(worthwhile(0, {}, null)).toBe(true);
  });

  it('is taken whatever an earlier one came to, as long as there is an instance that the seller knows', () => {
    for (let index = 1; index < steps.length; index += 1)
      for (let earlier = 1; earlier < index; earlier += 1)
        for (const state of STATES) expect(worthwhile(index, { [earlier]: { state } })).toBe(true);
  });

  it('is not taken without an instance, the release neither', () => {
    for (let index = 1; index < steps.length; index += 1)
      expect(worthwhile(index, { 0: { state: 'FAILED' } }, null)).toBe(false);
  });

  it('is not taken after newInstance failed or the instance is unknown, except the release', () => {
    const unknown = { state: 'FAILED', finding: { code: INSTANCE_UNKNOWN, values: {} } } as const;
    for (let index = 1; index < steps.length; index += 1) {
      const isRelease = index === steps.length - 1;
      expect(worthwhile(index, { 0: { state: 'FAILED' } })).toBe(isRelease);
      for (let earlier = 1; earlier < index; earlier += 1)
        expect(worthwhile(index, { [earlier]: unknown })).toBe(isRelease);
    }
  });

  it('of the cases stops no flow', () => {
    const strange: RunItem = {
      ...stepItem({ id: 'newInstance', activity: 'newInstance' }),
      section: 'cases',
      state: 'FAILED',
    };
    const items = [strange, ...steps.map((item): RunItem => ({ ...item, state: 'PASSED' }))];
    expect(isStepWorthwhile(items[3] as RunItem, items, INSTANCE)).toBe(true);
  });
});
