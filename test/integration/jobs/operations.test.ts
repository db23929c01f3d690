import { afterAll, beforeAll, expect, it } from 'vitest';
import { authoriseSystem, systemContext } from '@/lib/auth/actor';
import { fixedClock, MINUTE_MS } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { newId } from '@/lib/core/ids';
import { database, inTransaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';
import { beatProcess } from '@/lib/jobs/beat-process';
import { getOperations } from '@/lib/jobs/get-operations';
import { SCHEDULED_WORK, type ScheduledWork } from '@/lib/jobs/rules/scheduled-work';
import { runScheduled } from '@/lib/jobs/run-scheduled';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization, newPlatformPerson } from '../setup/people';

// What operators see is of all organizations.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

const clock = fixedClock('2026-03-02T09:00:00Z');
const cron = systemContext('cron', clock);

/** Runs scheduled work that takes so many minutes. */
const run = (name: ScheduledWork, minutes: number, end: () => Record<string, number>) =>
  runScheduled(cron, authoriseSystem(cron), name, async () => {
    clock.advanceMs(minutes * MINUTE_MS);
    return end();
  });
const operations = async () => getOperations(await newPlatformPerson('ADMINISTRATOR', clock));
const rowOf = async (name: ScheduledWork) => (await operations()).scheduled.find((row) => row.name === name);

it('names all scheduled work, run or not, for administrators alone', async () => {
  expect((await operations()).scheduled.map(({ name, state }) => [name, state])).toEqual(
    SCHEDULED_WORK.map((name) => [name, 'NEVER']),
  );
  const owner = (await newOrganization()).as('OWNER');
  for (const context of [owner, await newPlatformPerson('REVIEWER', clock), cron])
    await expect(getOperations(context)).rejects.toThrow(AppError);
});

it('tells when work began, how long it took and what came of it', async () => {
  const startedAt = clock.now();
  expect(await run('expire-scans', 3, () => ({ expired: 7 }))).toEqual({ expired: 7 });
  expect(await rowOf('expire-scans')).toMatchObject({
    ...{ state: 'DONE', startedAt, finishedAt: clock.now(), tookMs: 3 * MINUTE_MS, outcome: { expired: 7 } },
    ...{ failedAt: null, failure: null },
  });
});

it('is under way until it ends', async () => {
  let meanwhile: Awaited<ReturnType<typeof rowOf>>;
  await runScheduled(cron, authoriseSystem(cron), 'collect-orphans', async () => {
    clock.advanceMs(MINUTE_MS);
    meanwhile = await rowOf('collect-orphans');
    return { deleted: 0 };
  });
  expect(meanwhile).toMatchObject({ state: 'RUNNING', tookMs: null });
  expect(await rowOf('collect-orphans')).toMatchObject({ state: 'DONE' });
});

it('tells of a failure by its code, never its words, and still what came of the last run', async () => {
  await run('probe-connections', 1, () => ({ queued: 2 }));
  const secret = Object.assign(new Error('password of seller.example is hunter2'), { code: 'P2024' });
  const fail = () => {
    throw secret;
  };
  await expect(run('probe-connections', 1, fail)).rejects.toBe(secret);
  const row = await rowOf('probe-connections');
  expect(row).toMatchObject({
    state: 'FAILED',
    failure: 'P2024',
    failedAt: clock.now(),
    outcome: { queued: 2 },
  });
  expect(JSON.stringify(await operations())).not.toContain('hunter2');
  await run('probe-connections', 1, () => ({ queued: 0 }));
  expect(await rowOf('probe-connections')).toMatchObject({ state: 'DONE', outcome: { queued: 0 } });
});

it('counts what waits, runs, is tried again and was given up, and the workers that live', async () => {
  const keys = await inTransaction(async (tx) => {
    const added = Array.from({ length: 6 }, () => newId());
    for (const scanId of added) await addJob(tx, 'run-scan', { scanId }, { key: scanId });
    return added;
  });
  const set = (key: string | undefined, columns: string) =>
    database().$executeRawUnsafe(`UPDATE graphile_worker._private_jobs SET ${columns} WHERE key = '${key}'`);
  await set(keys[0], "run_at = now() - interval '2 hours'");
  await set(keys[1], "locked_by = 'pool-a', locked_at = now(), attempts = 1");
  await set(keys[2], "attempts = 1, last_error = 'x'");
  await set(keys[3], "attempts = max_attempts, last_error = 'x'");
  await set(keys[4], "run_at = now() + interval '1 hour'");
  await beatProcess(database(), 'pool-a');
  const { jobs, processes } = await operations();
  expect(jobs).toMatchObject({ waiting: 2, running: 1, retrying: 1, givenUp: 1 });
  const [due] = await database().$queryRaw<{ at: Date }[]>`
    SELECT min(run_at) AS at FROM graphile_worker.jobs`;
  expect(jobs.waitingSince).toEqual(due?.at);
  expect(processes.length).toBe(await database().workerProcess.count());
});
