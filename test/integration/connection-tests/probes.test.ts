import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { probeApprovedAssets } from '@/lib/connection-tests/probe-approved-assets';
import { HOUR_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { readJobs } from '../scans/scan-worker';
import { askCron } from '../setup/ask-cron';
import { useOwnDatabase } from '../setup/own-database';
import { type Bench, newBench, readCalls, readRun } from './seller';

// The schedule looks at every asset there is.
let dropDatabase: () => Promise<void>;
beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
});
afterAll(() => dropDatabase());

type Status = 'SCANNING' | 'REVIEWING' | 'APPROVED' | 'REJECTED';

/** An asset whose newest submission stands so. */
async function benchWith(status: Status): Promise<Bench> {
  const bench = await newBench();
  await submit(bench, status, 1);
  return bench;
}

async function submit({ organization, assetId }: Bench, status: Status | 'DRAFT', number: number) {
  const at = organization.clock.now();
  const sent = status === 'DRAFT' ? {} : { snapshot: {}, submittedAt: at };
  const due = status === 'REVIEWING' ? { deadlineAt: at } : {};
  const createdById = organization.as('EDITOR').actor.userId;
  const ours = { organizationId: organization.id, createdById, createdAt: at, statusSince: at };
  await database().submission.updateMany({ where: { assetId }, data: { number: 0 } });
  await database().submission.create({
    data: { ...ours, ...sent, ...due, id: newId(), assetId, number, status },
  });
}

const probe = ({ clock, allowed }: Bench) => probeApprovedAssets(systemContext('cron', clock), allowed);
const readRuns = ({ assetId }: Bench) =>
  database().connectionRun.findMany({ where: { assetId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
const readNotices = async ({ assetId }: Bench) => {
  const where = { assetId, event: { startsWith: 'connection.probe' } };
  return database().auditEntry.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
};

/** The next probe of the asset, from the schedule to its end. */
async function probed(bench: Bench) {
  bench.clock.advanceMs(12 * HOUR_MS);
  await probe(bench);
  const run = (await readRuns(bench)).at(-1);
  await bench.work(run?.id ?? '');
  return readRun(run?.id ?? '');
}

describe('the schedule', () => {
  it('probes the cases of approved assets that can be called, once for however many who ask', async () => {
    const approved = await benchWith('APPROVED');
    const others = [await benchWith('REJECTED'), await benchWith('SCANNING'), await newBench()];
    const modified = await benchWith('APPROVED');
    await submit(modified, 'DRAFT', 2);
    const keyless = await benchWith('APPROVED');
    await database().connectionAccessKey.deleteMany({ where: { assetId: keyless.assetId } });

    const outcomes = await Promise.all([probe(approved), probe(approved), probe(approved)]);
    expect(outcomes.reduce((sum, { queued }) => sum + queued, 0)).toBe(1);
    const [run, ...rest] = await readRuns(approved);
    expect(rest).toEqual([]);
    expect(run).toMatchObject({
      kind: 'PROBE',
      status: 'QUEUED',
      sections: ['cases'],
      requestedById: null,
      isTestFlagged: true,
    });
    expect(await readJobs(`run-connection:${run?.id}`)).toHaveLength(1);
    for (const bench of [...others, modified, keyless]) expect(await readRuns(bench)).toEqual([]);

    await approved.work(run?.id ?? '');
    const calls = await readCalls(approved.assetId);
    expect(new Set(calls.map(({ purpose }) => purpose))).toEqual(new Set(['PROBE']));
    approved.clock.advanceMs(5 * HOUR_MS);
    expect(await probe(approved)).toEqual({ queued: 0 });
    approved.clock.advanceMs(2 * HOUR_MS);
    expect(await probe(approved)).toEqual({ queued: 1 });
    const noted = await database().scheduledRun.findUniqueOrThrow({ where: { name: 'probe-connections' } });
    expect(noted).toMatchObject({ outcome: { queued: 1 }, startedAt: approved.clock.now() });
  });

  it('calls one seller after another', async () => {
    const first = await benchWith('APPROVED');
    const benches = [first, await benchWith('APPROVED')];
    const ports = new Set(benches.flatMap(({ allowed }) => [...allowed]));
    await probeApprovedAssets(systemContext('cron', first.clock), ports);
    const starts: number[] = [];
    for (const bench of benches) {
      const [run] = await readRuns(bench);
      const [job] = await readJobs(`run-connection:${run?.id}`);
      starts.push(job?.run_at.getTime() ?? 0);
    }
    expect(Math.abs((starts[1] ?? 0) - (starts[0] ?? 0))).toBeGreaterThanOrEqual(20_000);
  });

  it('gives way to somebody who asks', async () => {
    const bench = await benchWith('APPROVED');
    await probe(bench);
    const { runId } = await bench.request();
    const [queued, asked] = await readRuns(bench);
    expect(queued).toMatchObject({ kind: 'PROBE', status: 'CANCELLED' });
    expect(asked).toMatchObject({ id: runId, kind: 'MANUAL', status: 'QUEUED' });
    expect(await probe(bench)).toEqual({ queued: 0 });
  });
});

describe('what a probe tells', () => {
  it('is the first failure and the recovery, and nothing while nothing changes', async () => {
    const bench = await benchWith('APPROVED');
    const { setFault } = bench.seller.state;
    await probed(bench);
    expect(await readNotices(bench)).toEqual([]);

    setFault('missing-instance-id', true);
    const failed = await probed(bench);
    await probed(bench);
    expect(await readNotices(bench)).toMatchObject([
      {
        event: 'connection.probeFailed',
        subjectType: 'connection',
        actorLabel: 'worker',
        after: { runId: failed.id, cases: ['newInstance'] },
      },
    ]);

    // Our own key cannot be read for a day: that says nothing about the seller.
    const keys = await database().connectionAccessKey.findMany({ where: { assetId: bench.assetId } });
    await database().connectionAccessKey.updateMany({
      where: { assetId: bench.assetId },
      data: { sealed: 'unreadable' },
    });
    expect((await probed(bench)).items[0]).toMatchObject({ reason: 'ACCESS_KEY_UNREADABLE' });
    for (const { id, sealed } of keys)
      await database().connectionAccessKey.update({ where: { id }, data: { sealed } });

    setFault('missing-instance-id', false);
    await probed(bench);
    await probed(bench);
    expect((await readNotices(bench)).map(({ event }) => event)).toEqual([
      'connection.probeFailed',
      'connection.probeRecovered',
    ]);
    const told = await database().auditEntry.count({
      where: { assetId: bench.assetId, event: 'connection.runFinished' },
    });
    expect(told).toBe(0);
  });
});

describe('a run of a decided asset', () => {
  it.each(['APPROVED', 'REJECTED'] as const)('is possible when it is %s', async (status) => {
    const bench = await benchWith(status);
    const { items } = await bench.runThrough([{ activity: 'newInstance' }]);
    expect(items).toMatchObject([{ state: 'WARNED' }]);
  });

  it.each(['SCANNING', 'REVIEWING'] as const)('waits while it is %s', async (status) => {
    const bench = await benchWith(status);
    await expect(bench.request()).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message: 'connection.blockers.UNDER_REVIEW' },
    });
  });
});

describe('POST /api/cron/probe-connections', () => {
  const ask = (authorization?: string) => askCron('probe-connections', authorization);

  it('runs for the secret, and for nothing else', async () => {
    for (const wrong of [undefined, 'Bearer wrong']) expect((await ask(wrong)).status).toBe(401);
    const answer = await ask(`Bearer ${process.env.CRON_SECRET}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ queued: expect.any(Number) });
  });
});
