import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { MINUTE_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { recoverLongWork } from '@/lib/jobs/recover-long-work';
import { getRestart } from '@/lib/restarts/get-restart';
import { restartMessages } from '@/lib/restarts/restart-messages';
import { RESTART_WORK } from '@/lib/restarts/restart-work';
import { runRestart } from '@/lib/restarts/run-restart';
import { type Bench, newBench, readCalls, STALLED_AFTER_MS } from '../connection-tests/seller';
import { readJobs } from '../scans/scan-worker';
import { moveBack } from '../setup/move-back';
import { useOwnDatabase } from '../setup/own-database';

// Recovery looks at every restart there is.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const recover = ({ clock }: Bench) =>
  recoverLongWork(systemContext('worker', clock), RESTART_WORK, STALLED_AFTER_MS);
const read = (bench: Bench, restartId: string) => getRestart(bench.organization.as('VIEWER'), restartId);
const work = (bench: Bench, restartId: string, runner = bench.runner) => {
  const job = { restartId, workerId: 'worker-a', signal: new AbortController().signal };
  return runRestart(systemContext('worker', bench.clock), job, runner, bench.allowed);
};

/** A restart whose worker fell silent with its only message still being sent. */
async function forsaken(bench: Bench): Promise<string> {
  await bench.runThrough([{ activity: 'newInstance' }]);
  const [made] = await readCalls(bench.assetId);
  const wish = { messageIds: [made?.id ?? ''], willSend: 1 };
  const { restartId } = await restartMessages(bench.organization.as('EDITOR'), wish, bench.allowed);
  const broken = {
    ...bench.runner,
    connect: () => {
      throw new Error('no way out');
    },
  };
  await expect(work(bench, restartId, broken)).rejects.toThrow('no way out');
  await moveBack('MessageRestart', restartId, STALLED_AFTER_MS);
  return restartId;
}

describe('a restart whose worker is gone', () => {
  it('goes to another one, which goes on with it', async () => {
    const bench = await newBench();
    const restartId = await forsaken(bench);
    expect(await read(bench, restartId)).toMatchObject({ finishedAt: null, rows: [{ state: 'SENDING' }] });
    expect((await Promise.all([recover(bench), recover(bench)])).sort()).toEqual([0, 1]);
    expect(await readJobs(`restart-messages:${restartId}`)).toMatchObject([{ attempts: 0 }]);
    expect(await recover(bench)).toBe(0);

    await work(bench, restartId);
    expect(await read(bench, restartId)).toMatchObject({
      finishedAt: bench.clock.now(),
      rows: [{ state: 'PASSED', message: { attemptCount: 2 } }],
    });
  });

  it('is given up when it lost its third one, once, with a reason', async () => {
    const bench = await newBench();
    const restartId = await forsaken(bench);
    await database().messageRestart.update({ where: { id: restartId }, data: { attempt: 3 } });
    expect((await Promise.all([recover(bench), recover(bench)])).sort()).toEqual([0, 1]);
    expect(await read(bench, restartId)).toMatchObject({
      finishedAt: bench.clock.now(),
      rows: [{ state: 'NOT_SENT', reason: 'INTERRUPTED', message: { attemptCount: 1 } }],
    });
    expect(await recover(bench)).toBe(0);
  });

  it('gets a new job when it waits and its job has gone', async () => {
    const bench = await newBench();
    await bench.runThrough([{ activity: 'newInstance' }]);
    const [made] = await readCalls(bench.assetId);
    const wish = { messageIds: [made?.id ?? ''], willSend: 1 };
    const { restartId } = await restartMessages(bench.organization.as('EDITOR'), wish, bench.allowed);
    await moveBack('MessageRestart', restartId, STALLED_AFTER_MS + MINUTE_MS);
    expect(await recover(bench)).toBe(0);
    const key = `restart-messages:${restartId}`;
    await database().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${key}`;
    expect(await recover(bench)).toBe(1);
    expect(await readJobs(key)).toHaveLength(1);
  });
});
