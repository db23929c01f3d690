import { describe, expect, it } from 'vitest';
import { ADVERSARIAL_SUITE } from '@/lib/adversarial/adversarial-suite';
import { isReleasedBy } from '@/lib/connection-tests/rules/released-instance';
import { RUN_SECTIONS, type RunItem } from '@/lib/connection-tests/rules/run-item';
import { endUnfinished, planRun, type RunPlanInput } from '@/lib/connection-tests/rules/run-plan';
import { tally } from '@/lib/connection-tests/rules/run-tally';
import { requiredCases } from '@/lib/koogallery/required-cases';

const INPUT: RunPlanInput = {
  protocol: 'V2',
  productKind: 'COMMON',
  billingModes: ['YEARLY_MONTHLY'],
  savedCases: [],
  sections: ['cases'],
  adversarialTests: ADVERSARIAL_SUITE,
};
const keys = (change: Partial<RunPlanInput> = {}) => planRun({ ...INPUT, ...change }).map(({ key }) => key);

describe('the plan of a run', () => {
  it('calls each required interface once, in the order of a life', () => {
    const names = [
      'newInstance',
      'queryInstance',
      'refreshInstance',
      'updateInstanceStatus',
      'releaseInstance',
    ];
    expect(keys()).toEqual(names.map((name) => `cases/${name}`));
    expect(planRun(INPUT)[0]).toEqual({
      key: 'cases/newInstance',
      section: 'cases',
      activity: 'newInstance',
      caseName: '',
      state: 'WAITING',
      messageIds: [],
      finding: null,
      explanations: [],
    });
  });

  it('adds optional interfaces that have a case, and every case with a name', () => {
    const savedCases = [
      { activity: 'newInstance', caseName: '' },
      { activity: 'newInstance', caseName: 'Trial order' },
      { activity: 'upgradeInstance', caseName: '' },
      { activity: 'changeInstanceCheck', caseName: 'More seats' },
      { activity: 'expireInstance', caseName: '' },
    ];
    expect(keys({ savedCases }).filter((key) => !keys().includes(key))).toEqual([
      'cases/newInstance/Trial order',
      'cases/upgradeInstance',
      'cases/changeInstanceCheck/More seats',
    ]);
  });

  it('calls the kit interfaces of joint operations', () => {
    const kit = requiredCases({ ...INPUT, productKind: 'JOINT_OPERATIONS' }).filter(
      ({ kind }) => kind === 'kit',
    );
    expect(kit.length).toBe(5);
    expect(keys({ productKind: 'JOINT_OPERATIONS' })).toEqual(
      expect.arrayContaining(kit.map(({ activity }) => `cases/${activity}`)),
    );
  });

  it('asks the kit interfaces what nobody else asks in joint operations only', () => {
    const sections = ['adversarial'] as const;
    const kit = ADVERSARIAL_SUITE.filter(({ kind }) => kind === 'kit').map(({ id }) => `adversarial/${id}`);
    expect(kit.length).toBeGreaterThan(10);
    expect(keys({ sections }).filter((key) => kit.includes(key))).toEqual([]);
    expect(keys({ sections, productKind: 'JOINT_OPERATIONS' })).toEqual(expect.arrayContaining(kit));
    const v1 = keys({ sections, productKind: 'JOINT_OPERATIONS', protocol: 'V1' });
    expect(v1.filter((key) => kit.includes(key))).toEqual([]);
  });

  it('calls named cases only, each once, with the request of the builder', () => {
    const request = { activity: 'queryInstance', instanceId: 'i' };
    const only = [
      { activity: 'queryInstance', caseName: '', request },
      { activity: 'newInstance', caseName: 'Trial' },
      { activity: 'queryInstance', caseName: '' },
    ];
    const items = planRun({ ...INPUT, only });
    expect(items.map(({ key }) => key).sort()).toEqual(['cases/newInstance/Trial', 'cases/queryInstance']);
    expect(items.find(({ activity }) => activity === 'queryInstance')).toMatchObject({ request });
    expect(items.find(({ activity }) => activity === 'newInstance')).not.toHaveProperty('request');
  });

  it.each(['V2', 'V1'] as const)(
    'has the flow and the tests of %s, no key twice, in the order of the parts',
    (protocol) => {
      const items = planRun({ ...INPUT, protocol, sections: [...RUN_SECTIONS].toReversed() });
      expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
      const sections = items.map(({ section }) => section);
      expect(sections).toEqual(
        sections.toSorted((a, b) => RUN_SECTIONS.indexOf(a) - RUN_SECTIONS.indexOf(b)),
      );
      const name = protocol === 'V2' ? 'V2.0' : 'V1.0';
      const tests = ADVERSARIAL_SUITE.filter(
        ({ kind, protocols }) => kind === 'basic' && protocols.includes(name),
      );
      expect(items.filter(({ section }) => section === 'adversarial')).toHaveLength(tests.length);
      expect(items.filter(({ section }) => section === 'flow')).toHaveLength(protocol === 'V2' ? 6 : 4);
    },
  );
});

describe('items', () => {
  const states: RunItem['state'][] = ['WAITING', 'RUNNING', 'PASSED', 'WARNED', 'FAILED', 'NOT_RUN'];
  const items = planRun({ ...INPUT, sections: [...RUN_SECTIONS] })
    .slice(0, states.length)
    .map((item, index): RunItem => ({ ...item, state: states[index] ?? 'WAITING' }));

  it('that have not ended say why they never will', () => {
    const ended = endUnfinished(items, 'CANCELLED');
    expect(ended.map(({ state, reason }) => [state, reason])).toEqual([
      ['NOT_RUN', 'CANCELLED'],
      ['NOT_RUN', 'CANCELLED'],
      ...states.slice(2).map((state) => [state, undefined]),
    ]);
  });

  it('are counted', () => {
    expect(tally(items)).toEqual({ of: 6, passed: 2, warned: 1, failed: 1, notRun: 1, unfinished: 2 });
  });

  it('release the instance that they are about', () => {
    const [first] = planRun({ ...INPUT, only: [{ activity: 'releaseInstance', caseName: '' }] });
    const release = { ...(first as RunItem), state: 'WARNED' as const };
    const instance = { instanceId: 'i-1', orderId: 'o', orderLineId: 'l' };
    const isReleased = (item: RunItem) => isReleasedBy([item], instance);
    expect(isReleased(release)).toBe(true);
    expect(isReleased({ ...release, request: { instanceId: 'i-1' } })).toBe(true);
    expect(isReleased({ ...release, request: { instanceId: 'i-2' } })).toBe(false);
    expect(isReleased({ ...release, state: 'FAILED' })).toBe(false);
    expect(isReleased({ ...release, section: 'flow' })).toBe(false);
    expect(isReleased({ ...release, activity: 'expireInstance' })).toBe(false);
  });
});
