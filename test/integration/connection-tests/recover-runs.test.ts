import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { CONNECTION_WORK } from '@/lib/connection-tests/run/connection-work';
import type { ConnectionRunner } from '@/lib/connection-tests/run/run-queued-connection';
import { SECOND_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { recoverLongWork } from '@/lib/jobs/recover-long-work';
import { jobsOf } from '../scans/scan-worker';
import { eventually } from '../setup/eventually';
import { useOwnDatabase } from '../setup/own-database';
import { type Bench, callsOf, newBench, rowOf, STALLED_AFTER_MS } from './seller';

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
    for (let seconds = 0; seconds < 60; seconds += 10) {
      bench.clock.advanceMs(10 * SECOND_MS);
      worker.beat();
      const at = bench.clock.now();
      await eventually(async () => (await rowOf(runId)).heartbeatAt?.getTime() === at.getTime());
      expect(await recover(bench)).toBe(0);
    }
    worker.answer();
    await working;
    expect(await rowOf(runId)).toMatchObject({ status: 'FINISHED', attempt: 1 });
  });

  it('that was taken for dead stops by itself and writes nothing', async () => {
    const bench = await newBench();
    const worker = heldWorker(bench);
    const { runId } = await bench.request([{ activity: 'newInstance' }]);
    const working = bench.work(runId, { using: worker.using });
    await eventually(worker.isAsked);
    bench.clock.advanceMs(STALLED_AFTER_MS + 1);
    expect(await recover(bench)).toBe(1);
    await bench.work(runId, { workerId: 'worker-b' });
    const finished = await rowOf(runId);
    worker.beat();
    await working;
    expect(await rowOf(runId)).toEqual(finished);
    expect(await callsOf(bench.assetId)).toHaveLength(1);
  });

  it('that was taken for dead cannot keep an answer either', async () => {
    const bench = await newBench();
    const worker = heldWorker(bench);
    const { runId } = await bench.request([{ activity: 'newInstance' }]);
    const working = bench.work(runId, { using: worker.using });
    await eventually(worker.isAsked);
    bench.clock.advanceMs(STALLED_AFTER_MS + 1);
    await recover(bench);
    worker.answer();
    await working;
    expect(await rowOf(runId)).toMatchObject({ status: 'QUEUED', items: [{ state: 'WAITING' }] });
    expect(await callsOf(bench.assetId)).toEqual([]);
  });
});

describe('a run', () => {
  it('that lost its third worker ends and says so', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    await database().connectionRun.update({
      where: { id: runId },
      data: { status: 'RUNNING', attempt: 3, workerId: 'gone/1/1', heartbeatAt: bench.clock.now() },
    });
    bench.clock.advanceMs(STALLED_AFTER_MS + 1);
    expect(await recover(bench)).toBe(1);
    expect(await rowOf(runId)).toMatchObject({
      status: 'FINISHED',
      items: Array(5).fill({ state: 'NOT_RUN', reason: 'WORKER_LOST' }),
    });
  });

  it('whose job has gone gets a new one, and one that waits is left alone', async () => {
    const bench = await newBench();
    const { runId } = await bench.request();
    bench.clock.advanceMs(STALLED_AFTER_MS + 1);
    expect(await recover(bench)).toBe(0);
    await database()
      .$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${`run-connection:${runId}`}`;
    expect(await recover(bench)).toBe(1);
    expect(await jobsOf(`run-connection:${runId}`)).toHaveLength(1);
  });
});
