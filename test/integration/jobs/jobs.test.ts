import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database, inTransaction, type Transaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { beatProcess } from '@/lib/jobs/beat-process';
import { findMissingJobs } from '@/lib/jobs/find-missing-jobs';
import { releaseAbandonedJobs } from '@/lib/jobs/release-abandoned-jobs';
import { JOB_PAYLOADS, type JobHandlers, type JobName, type JobRun } from '@/lib/jobs/rules/job-payloads';
import { startJobWorker, type Worker } from '@/lib/jobs/start-job-worker';
import { realEvery } from '../scans/scan-worker';
import { eventually } from '../setup/eventually';
import { useOwnDatabase } from '../setup/own-database';

// A worker takes every job there is.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

type Row = { key: string | null; attempts: number; last_error: string | null; locked_by: string | null };
const rows = () =>
  database().$queryRaw<
    Row[]
  >`SELECT key, attempts, last_error, locked_by FROM graphile_worker.jobs ORDER BY id`;
const add = (work: (tx: Transaction) => Promise<void>) => inTransaction(work);

/** A worker whose handlers do what the test says; the others fail it. */
async function worker(handlers: Partial<JobHandlers>) {
  const errors: [string, unknown][] = [];
  const unexpected = async () => {
    throw new Error('no handler');
  };
  const names = Object.keys(JOB_PAYLOADS) as JobName[];
  const all = Object.fromEntries(names.map((name) => [name, unexpected])) as unknown as JobHandlers;
  const started = await startJobWorker(
    { ...all, ...handlers },
    {
      connectionString: process.env.DATABASE_URL ?? '',
      concurrency: 2,
      crontab: '',
      every: realEvery,
      onLog: () => undefined,
      onJobError: (name, error) => errors.push([name, error]),
    },
  );
  workers.push(started);
  return { worker: started, errors };
}

describe('adding a job', () => {
  it('happens exactly when the change happens', async () => {
    const scanId = newId();
    const undone = inTransaction(async (tx) => {
      await addJob(tx, 'run-scan', { scanId }, { key: scanId });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await rows()).toEqual([]);
    await add((tx) => addJob(tx, 'run-scan', { scanId }, { key: scanId }));
    expect(await rows()).toMatchObject([{ key: scanId, attempts: 0 }]);
  });

  it('replaces one of the same key that has not begun', async () => {
    const scanId = newId();
    await Promise.all([1, 2, 3].map(() => add((tx) => addJob(tx, 'run-scan', { scanId }, { key: scanId }))));
    expect(await rows()).toHaveLength(1);
  });

  it('refuses a payload that is none', async () => {
    await expect(add((tx) => addJob(tx, 'run-scan', { scanId: 'one' }))).rejects.toThrow();
    expect(await rows()).toEqual([]);
  });
});

describe('a worker', () => {
  it('gives each execution a name of its own, and the checked payload', async () => {
    const scanId = newId();
    const seen: [unknown, string][] = [];
    await worker({
      'settle-scan': async (payload, { workerId }) => {
        seen.push([payload, workerId]);
        if (seen.length === 1) throw new Error('once more');
      },
    });
    await add((tx) => addJob(tx, 'settle-scan', { scanId }));
    await eventually(async () => (await rows()).some(({ last_error }) => last_error === 'once more'));
    await database().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
    await eventually(async () => seen.length === 2);
    expect(seen.map(([payload]) => payload)).toEqual([{ scanId }, { scanId }]);
    expect(new Set(seen.map(([, workerId]) => workerId)).size).toBe(2);
    await eventually(async () => (await rows()).length === 0);
  });

  it('fails the job of an older version, and goes on', async () => {
    const scanId = newId();
    await database()
      .$executeRaw`SELECT 1 FROM graphile_worker.add_job('run-scan', '{"scan": 7}'::json, job_key => 'old')`;
    const ran: string[] = [];
    const { errors } = await worker({ 'run-scan': async (payload) => void ran.push(payload.scanId) });
    await eventually(async () => errors.length > 0);
    await add((tx) => addJob(tx, 'run-scan', { scanId }));
    await eventually(async () => ran.length > 0 && (await rows()).every(({ last_error }) => last_error));
    expect(ran).toEqual([scanId]);
    expect(errors[0]?.[0]).toBe('run-scan');
    expect(await rows()).toMatchObject([
      { key: 'old', attempts: 1, last_error: expect.stringContaining('scanId') },
    ]);
  });

  it('leaves a job that it does not know where it is', async () => {
    await database()
      .$executeRaw`SELECT 1 FROM graphile_worker.add_job('of-tomorrow', '{}'::json, job_key => 'unknown')`;
    let hasRun = false;
    const ran = async () => {
      hasRun = true;
    };
    await worker({ 'expire-scans': ran });
    await add((tx) => addJob(tx, 'expire-scans', {}));
    await eventually(async () => hasRun && (await rows()).length === 1);
    expect(await rows()).toMatchObject([{ key: 'unknown', attempts: 0 }]);
  });

  it('runs other jobs while poisoned ones fail and wait for their next try', async () => {
    const poisoned = Array.from({ length: 4 }, () => newId());
    const healthy = Array.from({ length: 4 }, () => newId());
    for (const scanId of [...poisoned, ...healthy])
      await add((tx) => addJob(tx, 'settle-scan', { scanId }, { key: scanId }));
    const settled = new Set<string>();
    const { errors } = await worker({
      'settle-scan': async ({ scanId }) => {
        if (poisoned.includes(scanId)) throw new Error('poison');
        settled.add(scanId);
      },
    });
    await eventually(async () => settled.size === 4 && errors.length >= 4 && (await rows()).length === 4);
    expect([...settled].sort()).toEqual([...healthy].sort());
    expect((await rows()).map(({ key }) => key)).toEqual(poisoned);
  });

  it('tells what is under way to end, and waits for it', async () => {
    const events: string[] = [];
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const handler = (_payload: unknown, { signal }: JobRun) =>
      new Promise<void>((resolve) => {
        begun();
        signal.addEventListener('abort', () => {
          events.push('told');
          setImmediate(() => {
            events.push('ended');
            resolve();
          });
        });
      });
    const { worker: running } = await worker({ 'run-scan': handler });
    await add((tx) => addJob(tx, 'run-scan', { scanId: newId() }));
    await hasBegun;
    await running.stop();
    workers.pop();
    expect(events).toEqual(['told', 'ended']);
    expect(await rows()).toEqual([]);
  });
});

describe('jobs of a worker that is gone', () => {
  const heldBy = async (name: 'run-scan' | 'settle-scan', worker: string, minutes: number) => {
    const scanId = newId();
    await add((tx) => addJob(tx, name, { scanId }, { key: scanId }));
    await database().$executeRaw`UPDATE graphile_worker._private_jobs
      SET locked_by = ${worker}, locked_at = now() - ${minutes}::int * interval '1 minute', attempts = 1
      WHERE key = ${scanId}`;
    return scanId;
  };
  const freeKeys = async () =>
    (await rows()).filter(({ locked_by }) => locked_by === null).map(({ key }) => key);

  /** A process that showed so many minutes ago that it lives. */
  const beaten = async (id: string, minutes: number) => {
    await beatProcess(database(), id);
    await database().$executeRaw`UPDATE "WorkerProcess"
      SET "heartbeatAt" = now() - ${minutes}::int * interval '1 minute' WHERE "id" = ${id}`;
  };

  it('are freed when it has been silent for too long, of whatever kind, and by one who looks', async () => {
    const abandoned = [await heldBy('settle-scan', 'pool-a', 2), await heldBy('run-scan', 'pool-a', 0)];
    await heldBy('settle-scan', 'pool-b', 0);
    await beaten('pool-a', 90);
    await beaten('pool-b', 30);
    const look = () => releaseAbandonedJobs(database(), HOUR_MS);
    expect((await Promise.all([look(), look()])).sort()).toEqual([0, 1]);
    expect((await freeKeys()).sort()).toEqual(abandoned.sort());
    expect(await look()).toBe(0);
  });

  it('are not freed while it lives, however long it holds them, nor when nobody knows whether it does', async () => {
    await heldBy('settle-scan', 'pool-c', 200);
    await heldBy('run-scan', 'pool-c', 200);
    await heldBy('settle-scan', 'pool-d', 200);
    await beaten('pool-c', 90);
    await beatProcess(database(), 'pool-c');
    expect(await releaseAbandonedJobs(database(), HOUR_MS)).toBe(0);
    expect(await freeKeys()).toEqual([]);
  });

  it('are those of a process that shows itself from its start on, under the name by which it holds them', async () => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    await worker({ 'settle-scan': () => ended });
    const scanId = newId();
    await add((tx) => addJob(tx, 'settle-scan', { scanId }, { key: scanId }));
    const id = await eventually(async () => (await rows()).find(({ key }) => key === scanId)?.locked_by);
    await beaten(id, 90);
    const beat = () => database().$queryRaw<unknown[]>`
      SELECT 1 FROM "WorkerProcess" WHERE "id" = ${id} AND "heartbeatAt" > now() - interval '1 hour'`;
    await eventually(async () => (await beat()).length === 1);
    expect(await releaseAbandonedJobs(database(), HOUR_MS)).toBe(0);
    end();
  });

  it('are missing where none waits, is tried again, or has just begun', async () => {
    const waiting = newId();
    await add((tx) => addJob(tx, 'run-scan', { scanId: waiting }, { key: waiting }));
    const begun = await heldBy('run-scan', 'pool-f', 0);
    const stuck = await heldBy('run-scan', 'pool-g', 2);
    const never = newId();
    const givenUp = newId();
    await add((tx) => addJob(tx, 'run-scan', { scanId: givenUp }, { key: givenUp, maxAttempts: 1 }));
    await database()
      .$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 1 WHERE key = ${givenUp}`;
    const missing = await findMissingJobs(database(), [waiting, begun, stuck, never, givenUp], 60_000);
    expect(missing.sort()).toEqual([stuck, never, givenUp].sort());
    expect(await findMissingJobs(database(), [], 60_000)).toEqual([]);
  });
});

describe('a queue that cannot write down what became of a job', () => {
  it('ends, and gives back what is long', async () => {
    let begun = (): void => undefined;
    const isLong = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { worker: queue } = await worker({
      'run-scan': async (_payload, { signal }) => {
        begun();
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
      'run-connection': async () => {
        await isLong;
        await database().$executeRawUnsafe(`
          CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
          CREATE TRIGGER refusing BEFORE DELETE ON graphile_worker._private_jobs EXECUTE FUNCTION refuse()`);
      },
    });
    workers.pop();
    await add((tx) => addJob(tx, 'run-scan', { scanId: newId() }));
    await add((tx) => addJob(tx, 'run-connection', { runId: newId() }));
    await queue.ended;
    await database().$executeRaw`DROP FUNCTION refuse CASCADE`;
  });
});
