import { describe, expect, it } from 'vitest';
import { cancelConnectionRun } from '@/lib/connection-tests/cancel-connection-run';
import { getConnectionRuns } from '@/lib/connection-tests/get-connection-runs';
import { RUN_SECTIONS, type RunInstances } from '@/lib/connection-tests/rules/run-item';
import { database } from '@/lib/db/client';
import { eventually } from '../setup/eventually';
import { newOrganization } from '../setup/people';
import { type Bench, newBench, readCalls, readRun } from './seller';

const everything = { sections: [...RUN_SECTIONS], parallelism: 4 };
const listStates = ({ items }: Awaited<ReturnType<typeof readRun>>) =>
  new Set(items.map(({ state }) => state));
const readEvents = async (assetId: string) =>
  (await database().auditEntry.findMany({ where: { assetId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map(
    ({ event }) => event,
  );

describe('a run of everything', () => {
  it('passes against a right seller, leaves no instance behind, and is graded', async () => {
    const bench = await newBench();
    const run = await bench.runThrough(null, everything);
    expect(run).toMatchObject({ status: 'FINISHED', kind: 'MANUAL', parallelism: 4, runningKeys: [] });
    expect([...listStates(run)].sort()).toEqual(['PASSED', 'WARNED']);
    expect(run.instances).toEqual({
      cases: { instanceId: expect.any(String), orderId: expect.any(String), orderLineId: expect.any(String) },
      flow: { instanceId: expect.any(String), orderId: expect.any(String), orderLineId: expect.any(String) },
    });
    const { shown, history } = await getConnectionRuns(bench.organization.as('VIEWER'), bench.assetId, null);
    expect(history).toMatchObject([{ id: run.id, requestedBy: 'editor', grade: 'A' }]);
    expect(shown?.items.every(({ messageIds }) => messageIds.every((id) => shown.calls.has(id)))).toBe(true);
    expect(shown?.reproductions.size).toBe(0);
    const calls = await readCalls(bench.assetId);
    expect(calls.every(({ runId }) => runId === run.id)).toBe(true);
    expect(new Set(calls.map(({ purpose }) => purpose))).toEqual(new Set(['CASE', 'FLOW', 'ADVERSARIAL']));
    // What flows and suites did is no case's result.
    expect((await bench.read()).instance).toMatchObject({
      instanceId: (run.instances as RunInstances).cases?.instanceId,
    });
  });

  it('of chosen parts does nothing else', async () => {
    const bench = await newBench();
    const run = await bench.runThrough(null, { sections: ['flow'] });
    expect(run.items.map(({ key }) => key)).toEqual([
      'flow/1-newInstance',
      'flow/2-queryInstance',
      'flow/3-refreshInstance',
      'flow/4-updateInstanceStatus-FREEZE',
      'flow/5-updateInstanceStatus-UNFREEZE',
      'flow/6-releaseInstance',
    ]);
    expect(await database().connectionCase.count({ where: { assetId: bench.assetId } })).toBe(0);
  });

  it('without testFlag sends none', async () => {
    const bench = await newBench();
    await bench.runThrough(null, { sections: ['cases', 'flow'], isTestFlagged: false });
    const bodies = (await readCalls(bench.assetId)).map(({ attempts }) =>
      JSON.parse(new TextDecoder().decode(attempts[0]?.requestBody)),
    );
    expect(bodies.length).toBe(11);
    expect(bodies.filter((body) => 'testFlag' in body)).toEqual([]);
  });

  it('shows how to repeat what an unsafe seller accepted', async () => {
    const bench = await newBench();
    bench.seller.state.setFault('accepts-any-signature', true);
    await bench.runThrough(null, { sections: ['adversarial'] });
    const { shown } = await getConnectionRuns(bench.organization.as('VIEWER'), bench.assetId, null);
    expect(shown?.grade).toBe('F');
    expect(shown?.reproductions.get('adversarial/wrong-signature')?.[0]?.attempt.url).toContain('signature=');
  });

  it('finds out once what a seller calculates that refuses correct signatures', async () => {
    const bench = await newBench();
    bench.seller.state.setFault('reserialised-verification', true);
    const run = await bench.runThrough(null, { sections: ['cases', 'flow'] });
    expect(run.isDiagnosed).toBe(true);
    const refused = run.items.filter(({ state }) => state === 'FAILED');
    expect(refused.map(({ explanations }) => explanations[0]?.code)).toEqual([
      'SELLER_MISTAKE',
      'SELLER_MISTAKE',
    ]);
    const control = (await readCalls(bench.assetId)).filter(
      ({ purpose, caseName }) => purpose === 'DIAGNOSIS' && caseName === 'again',
    );
    expect(control).toHaveLength(1);
  });
});

describe('who may see and run', () => {
  it('is the organization alone', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    const strange = (await newOrganization()).as('OWNER');
    const ids = { assetId: bench.assetId, runId };
    for (const work of [
      () => getConnectionRuns(strange, bench.assetId, runId),
      () => cancelConnectionRun(strange, ids),
      () => getConnectionRuns(bench.organization.as('VIEWER'), bench.assetId, 'nothing'),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(cancelConnectionRun(bench.organization.as('VIEWER'), ids)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it.each([
    ['no part', { sections: [] }],
    ['an unknown part', { sections: ['all'] }],
    ['no call at once', { parallelism: 0 }],
    ['too many calls at once', { parallelism: 9 }],
  ])('refuses %s', async (_what, wish) => {
    const bench = await newBench();
    await expect(bench.request(null, wish)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('refuses an interface that the declaration has not, and a name that nothing is saved under', async () => {
    const bench = await newBench();
    await expect(bench.request([{ activity: 'expireInstance' }])).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    await expect(bench.request([{ activity: 'newInstance', caseName: 'Nobody' }])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('Cancel', () => {
  const cancel = (bench: Bench, runId: string) =>
    cancelConnectionRun(bench.organization.as('EDITOR'), { assetId: bench.assetId, runId });

  it('ends a queued run at once, and nobody is called', async () => {
    const bench = await newBench();
    const { runId } = await bench.request(null, everything);
    await cancel(bench, runId);
    await cancel(bench, runId);
    await bench.work(runId);
    const run = await readRun(runId);
    expect(run).toMatchObject({ status: 'CANCELLED', finishedAt: bench.clock.now() });
    expect(run.items.every(({ state, reason }) => state === 'NOT_RUN' && reason === 'CANCELLED')).toBe(true);
    expect(await readCalls(bench.assetId)).toEqual([]);
    const events = await readEvents(bench.assetId);
    expect(events.filter((event) => event === 'connection.runCancelled')).toHaveLength(1);
  });

  it('stops a run with its next heartbeat, in the middle of a call', async () => {
    const bench = await newBench();
    let beat = (): void => undefined;
    let isAsked = false;
    const using = {
      ...bench.runner,
      every: (_ms: number, work: () => void) => {
        beat = work;
        return () => undefined;
      },
      connect: (url: string) => {
        const outbound = bench.runner.connect(url);
        let calls = 0;
        return {
          ...outbound,
          send: async (request: Parameters<typeof outbound.send>[0]) => {
            calls += 1;
            if (calls < 2) return outbound.send(request);
            isAsked = true;
            // A seller that never answers.
            await new Promise<void>((resolve) => {
              request.signal?.addEventListener('abort', () => resolve());
            });
            return outbound.send(request);
          },
        };
      },
    };
    const { runId } = await bench.request(null, { sections: ['cases', 'flow'], parallelism: 1 });
    const working = bench.work(runId, { using });
    await eventually(async () => isAsked);
    beat();
    await eventually(async () => (await readRun(runId)).runningKeys.length === 1);
    await cancel(bench, runId);
    beat();
    await working;
    const run = await readRun(runId);
    expect(run).toMatchObject({ status: 'CANCELLED', runningKeys: [] });
    expect(run.items.filter(({ state }) => state !== 'NOT_RUN')).toHaveLength(1);
    expect(await readEvents(bench.assetId)).toContain('connection.runFinished');
  });

  it('holds when the worker died before it noticed', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    await database().connectionRun.update({
      where: { id: runId },
      data: { cancelRequestedAt: bench.clock.now() },
    });
    await bench.work(runId);
    expect(await readRun(runId)).toMatchObject({ status: 'CANCELLED' });
    expect(await readCalls(bench.assetId)).toEqual([]);
  });
});
