import { describe, expect, it } from 'vitest';
import type { RunInput } from '@/lib/connection-tests/engine/execute-run';
import { CASES, FLOW, makeItem, NO_DIAGNOSIS, rightAnswers, runAgainst } from './scripted-seller';

const REFUSED = { resultCode: '000001', resultMsg: 'authentication failed.' };

describe('a run that is told to stop', () => {
  it('stops in the middle of calls; what is finished stays, the others wait', async () => {
    const stop = new AbortController();
    const right = rightAnswers();
    const run = await runAgainst(
      [...CASES, ...FLOW],
      (asked) => {
        if (asked.activity === 'queryInstance') stop.abort();
        return right(asked);
      },
      { parallelism: 2 },
      { signal: stop.signal },
    );
    expect(run.end).toBe('STOPPED');
    expect(run.items.filter(({ state }) => state === 'PASSED').map(({ key }) => key)).toEqual(
      run.saved.map(({ item }) => item.key),
    );
    expect(new Set(run.items.map(({ state }) => state))).toEqual(new Set(['PASSED', 'WAITING']));
    expect(run.activities.filter((name) => name === 'releaseInstance')).toEqual([]);
  });

  it('stops in the middle of polling', async () => {
    const stop = new AbortController();
    const right = rightAnswers();
    const run = await runAgainst(
      ['cases/newInstance'],
      (asked) => ({ ...right(asked), resultCode: '000004' }),
      {},
      { signal: stop.signal, pause: async () => stop.abort() },
    );
    expect(run).toMatchObject({ end: 'STOPPED', saved: [], activities: ['newInstance'] });
  });

  it('calls nobody when it was told before', async () => {
    const run = await runAgainst(CASES, rightAnswers(), {}, { signal: AbortSignal.abort() });
    expect(run).toMatchObject({ end: 'STOPPED', asked: [], saved: [] });
  });

  it('stops when it is somebody else’s by now, and saves nothing more', async () => {
    let saves = 0;
    const items = ['a', 'b', 'c', 'd'].map((name) =>
      makeItem(`cases/queryInstance/${name}`, { request: { activity: 'queryInstance', instanceId: name } }),
    );
    const run = await runAgainst(items, rightAnswers(), {
      parallelism: 2,
      save: async () => {
        saves += 1;
        return false;
      },
    });
    expect(run.end).toBe('LOST');
    expect(saves).toBe(1);
    expect(run.asked.length).toBeLessThanOrEqual(3);
  });

  it('throws what a save threw, after everything under way has ended', async () => {
    let ended = 0;
    const right = rightAnswers();
    const items = ['a', 'b'].map((name) =>
      makeItem(`cases/queryInstance/${name}`, { request: { activity: 'queryInstance', instanceId: name } }),
    );
    const answer = async (asked: Parameters<typeof right>[0]) => {
      if (asked.fields.instanceId === 'b')
        await new Promise<void>((resolve) => asked.signal.addEventListener('abort', () => resolve()));
      ended += 1;
      return right(asked);
    };
    const save = async () => {
      throw new Error('the database is gone');
    };
    await expect(runAgainst(items, answer, { parallelism: 2, save })).rejects.toThrow('the database is gone');
    expect(ended).toBe(2);
  });
});

describe('what is under way', () => {
  it('is told whenever it changes, and ends with nothing', async () => {
    const told: string[][] = [];
    await runAgainst(['cases/newInstance', 'cases/queryInstance'], rightAnswers(), {
      onRunning: (keys) => void told.push([...keys]),
    });
    expect(told).toEqual([['cases/newInstance'], [], ['cases/queryInstance'], []]);
  });
});

describe('a seller that refuses a correct signature', () => {
  const diagnosis = {
    ...NO_DIAGNOSIS,
    explanations: [{ code: 'REDIRECTED', values: { status: 302 }, mark: null }],
  } as const;
  const watched = (change: Partial<RunInput> = {}) => {
    const asked: string[] = [];
    const diagnose: RunInput['diagnose'] = async ({ activity }) => {
      asked.push(activity);
      return diagnosis;
    };
    return { asked, run: runAgainst([...CASES, ...FLOW], () => REFUSED, { diagnose, ...change }) };
  };

  it('is looked into once a run, and every refused item is told', async () => {
    const { asked, run } = watched({ parallelism: 2 });
    const { items } = await run;
    expect(asked).toEqual(['newInstance']);
    const refused = items.filter(({ state }) => state === 'FAILED');
    expect(refused.map(({ explanations }) => explanations[0]?.code)).toEqual(['REDIRECTED', 'REDIRECTED']);
  });

  it('is told with the message that was refused too, before what its answer says', async () => {
    const { saved } = await watched().run;
    const refused = saved.flatMap(({ messages }) => messages).filter(({ attempt }) => !attempt.isPassed);
    expect(refused.length).toBeGreaterThan(0);
    for (const { attempt } of refused)
      expect(attempt.explanations.map(({ code }) => code)).toEqual(['REDIRECTED', 'RESULT_000001']);
  });

  it('is told instead of what its result code means where it says what the seller does', async () => {
    const found = { code: 'SELLER_SHOWS_MISTAKE', values: { mistakes: 'key-crlf' }, mark: null } as const;
    const diagnose = async () => ({ messages: [], explanations: [found] });
    const { saved, items } = await watched({ diagnose }).run;
    const refused = saved.flatMap(({ messages }) => messages).filter(({ attempt }) => !attempt.isPassed);
    for (const { explanations } of [...refused.map(({ attempt }) => attempt), ...items])
      expect(explanations.map(({ code }) => code)).not.toContain('RESULT_000001');
    expect(refused.map(({ attempt }) => attempt.explanations[0])).toMatchObject(
      refused.map(() => ({ code: found.code, mark: { part: 'response-body' } })),
    );
  });

  it('is not looked into again by the next worker, nor where nobody was refused', async () => {
    const again = watched({ isDiagnosed: true });
    await again.run;
    expect(again.asked).toEqual([]);
    const diagnose = async () => {
      throw new Error('nobody was refused');
    };
    expect((await runAgainst(CASES, rightAnswers(), { diagnose })).end).toBe('DONE');
  });

  it('waits when our own side stopped while it was looked into', async () => {
    const { items, end } = await watched({ diagnose: async () => null }).run;
    expect(end).toBe('STOPPED');
    expect(items[0]).toMatchObject({ key: 'cases/newInstance', state: 'WAITING' });
  });
});
