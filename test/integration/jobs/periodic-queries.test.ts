import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authoriseSystem, systemContext } from '@/lib/auth/actor';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { type Database, database, inTransaction, type Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { addJob } from '@/lib/jobs/add-job';
import { deleteDeadJobs } from '@/lib/jobs/delete-dead-jobs';
import { LONG_JOBS, type LongJob } from '@/lib/jobs/rules/job-payloads';
import { findSilent, findWaiting } from '@/lib/jobs/store';
import { EXPIRY_NOTICE_DAYS, expiryBounds } from '@/lib/scans/rules/validity';
import { useOwnDatabase } from '../setup/own-database';
import { newOrganization } from '../setup/people';
import { verifiedWebsite } from '../websites/rows';

let dropDatabase: () => Promise<void>;
const scope = authoriseSystem(systemContext('worker', systemClock));
const before = new Date();

beforeAll(async () => {
  dropDatabase = await useOwnDatabase();
  const organization = await newOrganization();
  const { id: websiteId, host } = await verifiedWebsite(organization);
  // Years of scans that are over and were noticed, of which a periodic query has to read none.
  await database().$executeRaw`
    INSERT INTO "Scan" ("id", "organizationId", "websiteId", "purpose", "status", "host", "createdAt", "startedAt",
      "completedAt", "heartbeatAt", "expiryStage")
    SELECT gen_random_uuid(), ${organization.id}::uuid, ${websiteId}::uuid, 'SELF_CHECK', 'COMPLETE', ${host},
      ${before}::timestamptz - n * interval '1 hour', ${before}::timestamptz - n * interval '1 hour',
      ${before}::timestamptz - n * interval '1 hour', ${before}::timestamptz - n * interval '1 hour', 5
    FROM generate_series(800, 6000) AS n`;
  await database().$executeRaw`ANALYZE "Scan"`;
});
afterAll(() => dropDatabase());

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] } & Record<string, unknown>;

/** The plans of every raw statement that `find` sends; what it sends otherwise it has to send for found rows only. */
async function explainQueries(find: (db: Transaction & Database) => Promise<unknown>): Promise<Plan[]> {
  const sent: { sql: string; values: unknown[] }[] = [];
  const listener = {
    $queryRaw: async (parts: TemplateStringsArray, ...values: unknown[]) => {
      const { text, values: bound } = Prisma.sql(parts, ...values);
      sent.push({ sql: text, values: bound });
      return [];
    },
  };
  await find(listener as unknown as Transaction & Database);
  return Promise.all(
    sent.map(async ({ sql, values }) => {
      const rows = await database().$queryRawUnsafe<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`,
        ...values,
      );
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
      if (!plan) throw new Error('no plan');
      return plan;
    }),
  );
}

const countBuffers = (plan: Plan) => Number(plan['Shared Hit Blocks']) + Number(plan['Shared Read Blocks']);

describe('what is asked for every few seconds', () => {
  it.each(Object.keys(LONG_JOBS) as LongJob[])('reads nothing of %s that is over', async (job) => {
    const plans = [
      ...(await explainQueries((db) => findSilent(db, scope, job, 15_000))),
      ...(await explainQueries((db) => findWaiting(db, scope, job, 15_000))),
    ];
    expect(plans).toHaveLength(2);
    for (const plan of plans) expect(countBuffers(plan), JSON.stringify(plan)).toBeLessThan(10);
  });
});

describe('what is asked for every hour', () => {
  it.each([...EXPIRY_NOTICE_DAYS.keys()])('reads no scan that is not behind, of stage %s', async (stage) => {
    const { advanceExpiry } = await import('@/lib/scans/store');
    const bounds = expiryBounds(new Date());
    const plans = await explainQueries((db) => advanceExpiry(db, scope, { stage, bounds, atMost: 1_000 }));
    expect(plans).toHaveLength(1);
    for (const plan of plans) expect(countBuffers(plan), JSON.stringify(plan)).toBeLessThan(10);
  });
});

describe('jobs that nobody will run', () => {
  const keysAndTasks = () =>
    database().$queryRaw<{ key: string | null; task_identifier: string }[]>`
      SELECT key, task_identifier FROM graphile_worker.jobs ORDER BY id`;

  it('go: the replaced ones at once, those that failed too often after a week', async () => {
    const scanId = newId();
    const add = (key: string) => inTransaction((tx) => addJob(tx, 'run-scan', { scanId }, { key }));
    await add('replaced');
    // A process takes it and dies; the scan is given a new job of the same key meanwhile.
    await database()
      .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_by = 'gone', locked_at = now(), attempts = 1`;
    await add('replaced');
    expect(await deleteDeadJobs(database())).toBe(0);
    await database().$executeRaw`SELECT graphile_worker.force_unlock_workers(ARRAY['gone'])`;
    expect(await keysAndTasks()).toHaveLength(2);
    expect(await deleteDeadJobs(database())).toBe(1);
    expect(await keysAndTasks()).toMatchObject([{ key: 'replaced' }]);

    await database()
      .$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'why', updated_at = now() - interval '6 days'`;
    expect(await deleteDeadJobs(database())).toBe(0);
    await database()
      .$executeRaw`UPDATE graphile_worker._private_jobs SET updated_at = now() - interval '8 days'`;
    expect(await deleteDeadJobs(database())).toBe(1);
  });
});
