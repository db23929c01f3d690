import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { HOUR_MS, MINUTE_MS } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { getRestart } from '@/lib/restarts/get-restart';
import { recoverRestarts } from '@/lib/restarts/recover-restarts';
import { restartMessages } from '@/lib/restarts/restart-messages';
import { restartJobKey, runRestart } from '@/lib/restarts/run-restart';
import { type Bench, callsOf, newBench } from '../connection-tests/seller';
import { jobsOf } from '../scans/scan-worker';
import { useOwnDatabase } from '../setup/own-database';

// Recovery looks at every restart there is.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const recover = ({ clock }: Bench) => recoverRestarts(systemContext('worker', clock), MINUTE_MS);
const read = (bench: Bench, restartId: string) => getRestart(bench.organization.as('VIEWER'), restartId);

/** A restart whose job has failed for good, with its only message still being sent. */
async function forsaken(bench: Bench): Promise<string> {
  await bench.runThrough([{ activity: 'newInstance' }]);
  const [made] = await callsOf(bench.assetId);
  const wish = { messageIds: [made?.id ?? ''], willSend: 1 };
  const { restartId } = await restartMessages(bench.organization.as('EDITOR'), wish, bench.allowed);
  const broken = {
    ...bench.runner,
    connect: () => {
      throw new Error('no way out');
    },
  };
  const about = { restartId, signal: new AbortController().signal };
  const context = systemContext('worker', bench.clock);
  await expect(runRestart(context, about, broken, bench.allowed)).rejects.toThrow('no way out');
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = ${restartJobKey(restartId)}`;
  return restartId;
}

describe('a restart whose job failed for good', () => {
  it('gets another one, which goes on with it', async () => {
    const bench = await newBench();
    const restartId = await forsaken(bench);
    expect(await read(bench, restartId)).toMatchObject({ finishedAt: null, rows: [{ state: 'SENDING' }] });
    expect(await recover(bench)).toEqual({ resumed: 1, abandoned: 0 });
    expect(await jobsOf(restartJobKey(restartId))).toMatchObject([{ attempts: 0 }]);
    expect(await recover(bench)).toEqual({ resumed: 0, abandoned: 0 });

    bench.clock.advanceMs(2 * MINUTE_MS);
    const about = { restartId, signal: new AbortController().signal };
    await runRestart(systemContext('worker', bench.clock), about, bench.runner, bench.allowed);
    expect(await read(bench, restartId)).toMatchObject({
      finishedAt: bench.clock.now(),
      rows: [{ state: 'PASSED', message: { attemptCount: 2 } }],
    });
  });

  it('is given up after an hour, once, with a reason', async () => {
    const bench = await newBench();
    const restartId = await forsaken(bench);
    bench.clock.advanceMs(HOUR_MS);
    const both = await Promise.all([recover(bench), recover(bench)]);
    expect(both.map(({ abandoned }) => abandoned).sort()).toEqual([0, 1]);
    expect(await read(bench, restartId)).toMatchObject({
      finishedAt: bench.clock.now(),
      rows: [{ state: 'NOT_SENT', reason: 'INTERRUPTED', message: { attemptCount: 1 } }],
    });
    expect(await recover(bench)).toEqual({ resumed: 0, abandoned: 0 });
  });
});
