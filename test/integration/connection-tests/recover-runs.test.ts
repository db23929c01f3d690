import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { CONNECTION_WORK } from '@/lib/connection-tests/run/connection-work';
import type { ConnectionRunner } from '@/lib/connection-tests/run/run-queued-connection';
import { DAY_MS, fixedClock, MINUTE_MS, systemClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { recoverLongWork } from '@/lib/jobs/recover-long-work';
import { readJobs } from '../scans/scan-worker';
import { eventually } from '../setup/eventually';
import { moveBack } from '../setup/move-back';
import { useOwnDatabase } from '../setup/own-database';
import { type Bench, newBench, readCalls, readRun, STALLED_AFTER_MS } from './seller';

// Recovery looks at every run there is.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const recover = ({ clock }: Bench) =>
  recoverLongWork(systemContext('worker', clock), CONNECTION_WORK, STALLED_AFTER_MS);

/** A worker whose heart beats when the test says so, and whose first call is answered when the test says so. */
function heldWorker(bench: Bench) {
  let beat = (): void => undefined;
  let answer = (): void => undefined;
  let isAsked = false;
  const using: ConnectionRunner = {
    ...bench.runner,
    every: (_ms, work) => {
      beat = work;
      return () => undefined;
    },
    connect: (url) => {
      const outbound = bench.runner.connect(url);
      return {
        ...outbound,
        send: async (request) => {
          if (!isAsked)
            await new Promise<void>((resolve) => {
              isAsked = true;
              answer = resolve;
              request.signal?.addEventListener('abort', () => resolve());
            });
          return outbound.send(request);
        },
      };
    },
  };
  return { using, beat: () => beat(), answer: () => answer(), isAsked: async () => isAsked };
}

describe('a worker in a long call', () => {
  it('is not taken for dead while its heart beats', async () => {
    const bench = await newBench();
    const worker = heldWorker(bench);
    const { runId } = await bench.request([{ activity: 'newInstance' }]);
    const working = bench.work(runId, { using: worker.using });
    await eventually(worker.isAsked);
    for (let beats = 0; beats < 3; beats += 1) {
      const last = await moveBack('ConnectionRun', runId, STALLED_AFTER_MS - MINUTE_MS);
      worker.beat();
      await eventually(async () => (await readRun(runId)).heartbeatAt?.getTime() !== last?.getTime());
      expect(await recover(bench)).toBe(0);
    }
    worker.answer();
    await working;
    expect(await readRun(runId)).toMatchObject({ status: 'FINISHED', attempt: 1 });
  });

  it('lives for another machine too, whose clock is a day ahead or behind', async () => {
    const bench = await newBench();
    const worker = heldWorker(bench);
    const { runId } = await bench.request([{ activity: 'newInstance' }]);
    const working = bench.work(runId, { using: worker.using });
    await eventually(worker.isAsked);
    const elsewhere = [-DAY_MS, DAY_MS].map((ms) => fixedClock(new Date(bench.clock.now().getTime() + ms)));
    for (const clock of elsewhere) expect(await recover({ ...bench, clock })).toBe(0);
    await moveBack('ConnectionRun', runId, STALLED_AFTER_MS);
    const [behind = bench.clock] = elsewhere;
    expect(await recover({ ...bench, clock: behind })).toBe(1);
    worker.answer();
    await working;
  });

  it('that was taken for dead stops by itself and writes nothing', async () => {
    const bench = await newBench();
    const worker = heldWorker(bench);
    const { runId } = await bench.request([{ activity: 'newInstance' }]);
    const working = bench.work(runId, { using: worker.using });
    await eventually(worker.isAsked);
    await moveBack('ConnectionRun', runId, STALLED_AFTER_MS);
    expect(await recover(bench)).toBe(1);
    await bench.work(runId, { workerId: 'worker-b' });
    const finished = await readRun(runId);
    worker.beat();
    await working;
    expect(await readRun(runId)).toEqual(finished);
    expect(await readCalls(bench.assetId)).toHaveLength(1);
  });

  it('that was taken for dead cannot keep an answer either', async () => {
    const bench = await newBench();
    const worker = heldWorker(bench);
    const { runId } = await bench.request([{ activity: 'newInstance' }]);
    const working = bench.work(runId, { using: worker.using });
    await eventually(worker.isAsked);
    await moveBack('ConnectionRun', runId, STALLED_AFTER_MS);
    await recover(bench);
    worker.answer();
    await working;
    expect(await readRun(runId)).toMatchObject({ status: 'QUEUED', items: [{ state: 'WAITING' }] });
    expect(await readCalls(bench.assetId)).toEqual([]);
  });
});

/** A run that this execution left, silent since long ago. */
async function silentRun(bench: Bench, workerId: string) {
  const { runId } = await bench.request();
  await database().connectionRun.update({
    where: { id: runId },
    data: { status: 'RUNNING', attempt: 1, workerId, heartbeatAt: bench.clock.now() },
  });
  await moveBack('ConnectionRun', runId, STALLED_AFTER_MS + MINUTE_MS);
  return runId;
}

describe('a run', () => {
  it('that cannot be recovered keeps no other from it, and is told of', async () => {
    const benches = [await newBench(), await newBench(), await newBench()];
    const ids = [];
    for (const [index, bench] of benches.entries()) ids.push(await silentRun(bench, `gone/${index}/1`));
    const bad = ids[0];
    const work: typeof CONNECTION_WORK = {
      ...CONNECTION_WORK,
      returned: async (_context, _scope, id) => {
        if (id === bad) throw new Error('cannot be given back');
      },
    };
    const context = systemContext('worker', systemClock);
    const recovering = recoverLongWork(context, work, STALLED_AFTER_MS);
    await expect(recovering).rejects.toMatchObject({ errors: [{ message: 'cannot be given back' }] });
    const states = await Promise.all(ids.map(async (id) => (await readRun(id)).status));
    expect(states).toEqual(['RUNNING', 'QUEUED', 'QUEUED']);
    expect(await recoverLongWork(context, CONNECTION_WORK, STALLED_AFTER_MS)).toBe(1);
  });

  it('that lost its third worker ends and says so', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    await database().connectionRun.update({
      where: { id: runId },
      data: { status: 'RUNNING', attempt: 3, workerId: 'gone/1/1', heartbeatAt: bench.clock.now() },
    });
    await moveBack('ConnectionRun', runId, STALLED_AFTER_MS + MINUTE_MS);
    expect(await recover(bench)).toBe(1);
    expect(await readRun(runId)).toMatchObject({
      status: 'FINISHED',
      items: Array(5).fill({ state: 'NOT_RUN', reason: 'WORKER_LOST' }),
    });
  });

  it('whose job has gone gets a new one, and one that waits is left alone', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    await moveBack('ConnectionRun', runId, STALLED_AFTER_MS + MINUTE_MS);
    expect(await recover(bench)).toBe(0);
    await database()
      .$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${`run-connection:${runId}`}`;
    expect(await recover(bench)).toBe(1);
    expect(await readJobs(`run-connection:${runId}`)).toHaveLength(1);
  });
});
