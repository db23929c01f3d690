import { describe, expect, it } from 'vitest';
import { MOST_POLLS, POLL_EVERY_MS } from '@/lib/connection-tests/engine/call-to-the-end';
import type { ItemResult } from '@/lib/connection-tests/engine/item-result';
import { fixedClock } from '@/lib/core/clock';
import type { JsonObject } from '@/lib/signing/canonical';
import { depsWith } from '../../adversarial/call-deps';
import { CASES, FLOW, makeItem, rightAnswers, runAgainst, signed } from './scripted-seller';

const named = (saved: readonly ItemResult[]) => saved.map(({ item }) => item.key);

describe('a run against a right seller', () => {
  it('passes the cases about one instance and the flow about another, each item saved once', async () => {
    const run = await runAgainst([...CASES, ...FLOW], rightAnswers());
    expect(run.end).toBe('DONE');
    expect(run.items.map(({ state }) => state)).toEqual(Array(11).fill('PASSED'));
    expect(named(run.saved).sort()).toEqual([...CASES, ...FLOW].sort());
    expect(run.instances).toMatchObject({ cases: { instanceId: 'i-1' }, flow: { instanceId: 'i-2' } });
    const flow = run.asked.filter(({ fields }) => fields.instanceId === 'i-2');
    expect(flow.map(({ activity, fields }) => fields.status ?? activity)).toEqual([
      ...['queryInstance', 'refreshInstance', 'FREEZE', 'UNFREEZE', 'releaseInstance'],
    ]);
    const refresh = flow[1]?.fields;
    const order = run.instances.flow;
    expect(refresh).toMatchObject({ orderId: order?.orderId, orderLineId: order?.orderLineId });
    for (const { item, messages } of run.saved) expect(item.messageIds).toEqual(messages.map(({ id }) => id));
  });

  it('makes as many calls at once as it may, never more', async () => {
    const items = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      makeItem(`cases/queryInstance/${name}`, { request: { activity: 'queryInstance', instanceId: name } }),
    );
    const answer = rightAnswers();
    const slowly = async (asked: Parameters<typeof answer>[0]) => {
      await new Promise(setImmediate);
      return answer(asked);
    };
    for (const parallelism of [1, 2, 3, 8]) {
      const run = await runAgainst(items, slowly, { parallelism });
      expect(run.mostUnderWay).toBe(Math.min(parallelism, items.length));
    }
  });

  it('saves one item after another, however they end', async () => {
    let saving = 0;
    const items = ['a', 'b', 'c'].map((name) =>
      makeItem(`cases/queryInstance/${name}`, { request: { activity: 'queryInstance', instanceId: name } }),
    );
    const run = await runAgainst(items, rightAnswers(), {
      parallelism: 3,
      save: async () => {
        expect(saving).toBe(0);
        saving += 1;
        await new Promise(setImmediate);
        saving -= 1;
        return true;
      },
    });
    expect(run.end).toBe('DONE');
  });

  it('sends what was saved with the ids of this run, and testFlag as the run says', async () => {
    const saved = {
      activity: 'newInstance',
      orderId: 'old',
      orderLineId: 'old-1',
      businessId: 'b',
      extra: 'x',
      testFlag: '1',
    };
    const nested = { ...saved, orderInfo: [{ orderId: 'old', kept: 1 }] };
    const savedRequest = (_: string, name: string) => (name === 'Trial' ? nested : null);
    const keys = ['cases/newInstance', 'cases/newInstance/Trial', 'cases/queryInstance'];
    const run = await runAgainst(keys, rightAnswers(), { savedRequest }, { isTestFlagged: false });
    const [own, trial, query] = run.asked.map(({ fields }) => fields);
    expect(own).not.toHaveProperty('testFlag');
    expect(trial).toMatchObject({ extra: 'x', orderInfo: [{ orderId: trial?.orderId, kept: 1 }] });
    expect(trial?.orderId).not.toBe('old');
    expect(trial).not.toHaveProperty('testFlag');
    // The others are about the interface's own case.
    expect(query).toMatchObject({ instanceId: 'i-1' });
  });
});

describe('a seller that provisions slowly', () => {
  const slowSeller = (polls: number) => {
    const right = rightAnswers();
    let left = polls;
    return (asked: Parameters<typeof right>[0]) => {
      const answer = right(asked);
      if (asked.activity === 'newInstance') return { ...answer, resultCode: '000004' };
      left -= 1;
      return left >= 0 ? { resultCode: '000004', resultMsg: 'in progress' } : answer;
    };
  };

  it('is asked every two seconds until the instance is ready', async () => {
    const clock = fixedClock('2026-03-01T08:00:00Z');
    const waits: number[] = [];
    const pause = async (ms: number) => void waits.push(ms);
    const run = await runAgainst(['cases/newInstance'], slowSeller(3), {}, { clock, pause });
    expect(run.states).toEqual({ 'cases/newInstance': 'PASSED' });
    expect(waits).toEqual(Array(4).fill(POLL_EVERY_MS));
    expect(run.saved[0]?.messages.map(({ purpose, attempt }) => [purpose, attempt.isPassed])).toEqual([
      ['CASE', true],
      ...Array(4).fill(['POLL', true]),
    ]);
    expect(run.asked.slice(1).map(({ fields }) => fields.instanceId)).toEqual(Array(4).fill('i-1'));
  });

  it('fails after a minute, says so, and is still asked to release', async () => {
    const run = await runAgainst(FLOW, slowSeller(MOST_POLLS + 10));
    expect(run.items[0]).toMatchObject({
      state: 'FAILED',
      finding: { code: 'NEVER_READY', values: { polls: MOST_POLLS, seconds: 60 } },
    });
    expect(Object.values(run.states).slice(1, 5)).toEqual(Array(4).fill('EARLIER_STEP_FAILED'));
    expect(run.activities.at(-1)).toBe('releaseInstance');
  });

  it('fails when the poll does', async () => {
    const right = rightAnswers();
    const run = await runAgainst(['cases/newInstance'], (asked) =>
      asked.activity === 'newInstance'
        ? { ...right(asked), resultCode: '000004' }
        : { resultCode: '000005', resultMsg: 'broken' },
    );
    expect(run.states).toEqual({ 'cases/newInstance': 'FAILED' });
    expect(run.items[0]?.messageIds).toHaveLength(2);
  });
});

describe('a seller that fails', () => {
  it('without an instance leaves the others out', async () => {
    const run = await runAgainst([...CASES, ...FLOW], () => ({ resultCode: '000005', resultMsg: 'x' }));
    expect(run.states).toMatchObject({
      'cases/newInstance': 'FAILED',
      'cases/queryInstance': 'NO_INSTANCE',
      'cases/releaseInstance': 'NO_INSTANCE',
      'flow/1-newInstance': 'FAILED',
      'flow/2-queryInstance': 'EARLIER_STEP_FAILED',
      'flow/6-releaseInstance': 'EARLIER_STEP_FAILED',
    });
    expect(run.activities).toEqual(['newInstance', 'newInstance']);
  });

  it('with an instance all the same is asked to release it, and the cases go on about it', async () => {
    const right = rightAnswers();
    const run = await runAgainst([...CASES, ...FLOW], (asked) =>
      asked.activity === 'newInstance'
        ? signed(right(asked) as JsonObject, asked.fields, 'text/html')
        : right(asked),
    );
    expect(run.states).toMatchObject({
      'cases/newInstance': 'FAILED',
      'cases/releaseInstance': 'PASSED',
      'flow/1-newInstance': 'FAILED',
      'flow/4-updateInstanceStatus-FREEZE': 'EARLIER_STEP_FAILED',
      'flow/6-releaseInstance': 'PASSED',
    });
  });

  it('that forgets the instance is not asked on, except to release it', async () => {
    const right = rightAnswers();
    const run = await runAgainst(FLOW, (asked) =>
      asked.activity === 'refreshInstance' ? { resultCode: '000003', resultMsg: 'unknown' } : right(asked),
    );
    expect(run.items[2]).toMatchObject({
      state: 'FAILED',
      finding: { code: 'INSTANCE_UNKNOWN', values: { instanceId: 'i-1' } },
    });
    expect(run.activities).toEqual(['newInstance', 'queryInstance', 'refreshInstance', 'releaseInstance']);
  });

  it('in one step goes on with the next', async () => {
    const right = rightAnswers();
    const run = await runAgainst(FLOW, (asked) =>
      asked.fields.status === 'FREEZE' ? { resultCode: '000005', resultMsg: 'x' } : right(asked),
    );
    expect(run.items.map(({ state }) => state)).toEqual([
      ...['PASSED', 'PASSED', 'PASSED', 'FAILED', 'PASSED', 'PASSED'],
    ]);
  });
});

describe('what an earlier worker left', () => {
  it('is not repeated, and its instance is gone on with', async () => {
    const items = [...CASES, ...FLOW].map((key, index) =>
      makeItem(key, {
        state: index < 2 || key.includes('1-new') ? 'PASSED' : index === 2 ? 'RUNNING' : 'WAITING',
      }),
    );
    const instance = (instanceId: string) => ({ instanceId, orderId: 'o', orderLineId: 'o-1' });
    const instances = { cases: instance('left'), flow: instance('flow-left') };
    const run = await runAgainst(items, rightAnswers(), { instances });
    expect(run.activities).not.toContain('newInstance');
    expect(new Set(run.asked.map(({ fields }) => fields.instanceId))).toEqual(new Set(['left', 'flow-left']));
    expect(run.saved).toHaveLength(8);
  });

  it('kit interfaces without a key are left out', async () => {
    const { target } = depsWith({ send: () => Promise.reject(new Error('nothing is sent here')) });
    const keys = ['cases/tenantSync', 'adversarial/kit-altered-byte'];
    const keyless = { target: { ...target, kitAccessKey: null } };
    const run = await runAgainst(keys, rightAnswers(), {}, keyless);
    expect(run.states).toEqual(Object.fromEntries(keys.map((key) => [key, 'KIT_KEY_MISSING'])));
  });
});
