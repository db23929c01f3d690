import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUN_SECTIONS, type RunItem } from '@/lib/connection-tests/rules/run-item';
import { isUnfinished, listDependencies, nextItems } from '@/lib/connection-tests/rules/run-order';

const item = (key: string, change: Partial<RunItem> = {}): RunItem => ({
  key,
  section: key.split('/')[0] as RunItem['section'],
  activity: key.split('/')[1]?.replace(/^\d+-/, '') ?? '',
  caseName: '',
  state: 'WAITING',
  messageIds: [],
  finding: null,
  explanations: [],
  ...change,
});
const listKeys = (items: readonly RunItem[]) => items.map(({ key }) => key);
const withStates = (items: RunItem[], states: Record<string, RunItem['state']>) =>
  items.map((one) => ({ ...one, state: states[one.key] ?? one.state }));

const ACTIVITIES = [
  'newInstance',
  'queryInstance',
  'refreshInstance',
  'updateInstanceStatus',
  'expireInstance',
  'releaseInstance',
  'upgradeInstance',
  'tenantSync',
  'applicationSync',
  'authSync',
] as const;

describe('the cases of one instance', () => {
  const cases = ACTIVITIES.map((activity) => item(`cases/${activity}`));
  const needs = (key: string) =>
    listKeys(listDependencies(cases.find((one) => one.key === key) as RunItem, cases)).map((known) =>
      known.slice('cases/'.length),
    );

  it('begin with newInstance and end with releaseInstance', () => {
    expect(needs('cases/newInstance')).toEqual([]);
    expect(needs('cases/queryInstance')).toEqual(['newInstance']);
    expect(needs('cases/releaseInstance')).toEqual(ACTIVITIES.filter((name) => name !== 'releaseInstance'));
  });

  it('freeze and expire what nobody else needs', () => {
    expect(needs('cases/updateInstanceStatus')).toContain('refreshInstance');
    expect(needs('cases/updateInstanceStatus')).toContain('authSync');
    expect(needs('cases/expireInstance')).toContain('updateInstanceStatus');
  });

  it('synchronise the tenant before its applications, and those before their users', () => {
    expect(needs('cases/tenantSync')).toEqual(['newInstance']);
    expect(needs('cases/applicationSync')).toContain('tenantSync');
    expect(needs('cases/authSync')).toContain('applicationSync');
  });

  it('wait for nothing when the builder has written their request', () => {
    const own = item('cases/releaseInstance', { request: { instanceId: 'i' } });
    expect(listDependencies(own, [item('cases/newInstance'), own])).toEqual([]);
  });
});

describe('the other sections', () => {
  it('a flow is one step after another, also where an activity comes twice', () => {
    const flow = ['1-newInstance', '4-updateInstanceStatus-FREEZE', '5-updateInstanceStatus-UNFREEZE'].map(
      (name) => item(`flow/${name}`),
    );
    expect(flow.map((step) => listDependencies(step, flow).length)).toEqual([0, 1, 2]);
    expect(listKeys(nextItems(flow, 8))).toEqual(['flow/1-newInstance']);
  });

  it('adversarial tests wait for nobody', () => {
    const tests = ['a', 'b', 'c'].map((id) => item(`adversarial/${id}`));
    expect(nextItems(tests, 8)).toHaveLength(3);
    expect(nextItems(tests, 2)).toHaveLength(2);
  });

  it('stand side by side: a free place goes to the section that has the fewest under way', () => {
    const items = [
      ...['a', 'b', 'c'].map((name) => item(`cases/${name}`)),
      ...['1-newInstance', '2-queryInstance'].map((name) => item(`flow/${name}`)),
      ...['x', 'y'].map((id) => item(`adversarial/${id}`)),
    ];
    expect(listKeys(nextItems(items, 3))).toEqual(['cases/a', 'flow/1-newInstance', 'adversarial/x']);
    expect(listKeys(nextItems(items, 5))).toEqual([
      ...['cases/a', 'flow/1-newInstance', 'adversarial/x'],
      ...['cases/b', 'adversarial/y'],
    ]);
    const busy = withStates(items, { 'cases/a': 'RUNNING', 'adversarial/x': 'RUNNING' });
    expect(listKeys(nextItems(busy, 3))).toEqual(['flow/1-newInstance']);
    expect(nextItems(busy, 2)).toEqual([]);
  });
});

const runs = fc
  .record({
    cases: fc.subarray([...ACTIVITIES]),
    withOwnRequest: fc.array(fc.constantFrom(...ACTIVITIES)),
    flow: fc.nat(6),
    adversarial: fc.nat(6),
    parallelism: fc.integer({ min: 1, max: 8 }),
    // Which of those under way ends next, and how.
    ends: fc.infiniteStream(
      fc.record({
        which: fc.nat(100),
        state: fc.constantFrom<RunItem['state']>('PASSED', 'WARNED', 'FAILED', 'NOT_RUN'),
      }),
    ),
  })
  .map(({ cases, withOwnRequest, flow, adversarial, ...rest }) => ({
    ...rest,
    items: [
      ...cases.map((name) =>
        item(`cases/${name}`, withOwnRequest.includes(name) ? { request: { activity: name } } : {}),
      ),
      ...Array.from({ length: flow }, (_, index) => item(`flow/${index + 1}-step`)),
      ...Array.from({ length: adversarial }, (_, index) => item(`adversarial/test-${index}`)),
    ],
  }));

describe('every run, whatever its items come to', () => {
  it('starts nothing before what it depends on, never too much at once, and ends', () => {
    fc.assert(
      fc.property(runs, ({ items: planned, parallelism, ends }) => {
        let items: RunItem[] = planned;
        const put = (changed: RunItem) => {
          items = items.map((one) => (one.key === changed.key ? changed : one));
        };
        for (let steps = 0; items.some(isUnfinished); steps += 1) {
          expect(steps).toBeLessThanOrEqual(planned.length);
          for (const next of nextItems(items, parallelism)) {
            expect(next.state).toBe('WAITING');
            expect(listDependencies(next, items).filter(isUnfinished)).toEqual([]);
            put({ ...next, state: 'RUNNING' });
          }
          const running = items.filter(({ state }) => state === 'RUNNING');
          expect(running.length).toBeGreaterThan(0);
          expect(running.length).toBeLessThanOrEqual(parallelism);
          expect(running.filter(({ section }) => section === 'flow').length).toBeLessThanOrEqual(1);
          const { which, state } = ends.next().value;
          const ended = running[which % running.length];
          if (ended) put({ ...ended, state });
        }
      }),
    );
  });

  it('uses every free place that something may take', () => {
    fc.assert(
      fc.property(runs, ({ items, parallelism }) => {
        const ready = items.filter((one) => listDependencies(one, items).length === 0);
        expect(nextItems(items, parallelism)).toHaveLength(Math.min(parallelism, ready.length));
      }),
    );
  });

  it('has its sections in the order of the plan', () => {
    expect(RUN_SECTIONS).toEqual(['cases', 'flow', 'adversarial']);
  });
});
