import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Lease } from './long-work';
import type { LongJob } from './rules/job-payloads';

/**
 * Where the rows of long work are. Each has `status` (QUEUED, RUNNING, …), `workerId`, `heartbeatAt`, `attempt` and
 * `createdAt`, which are written here; what else the row holds is its room's.
 */
const TABLES: Record<LongJob, { table: Prisma.Sql; isCancelRequested: Prisma.Sql }> = {
  'run-scan': {
    table: Prisma.raw('"Scan"'),
    isCancelRequested: Prisma.raw('"cancelRequestedAt" IS NOT NULL'),
  },
  'run-connection': {
    table: Prisma.raw('"ConnectionRun"'),
    isCancelRequested: Prisma.raw('"cancelRequestedAt" IS NOT NULL'),
  },
  'restart-messages': { table: Prisma.raw('"MessageRestart"'), isCancelRequested: Prisma.raw('FALSE') },
};

/**
 * Signs of life are written and judged by the database's clock, since no two machines have the same one.
 * @returns the instant so long ago
 */
const ago = (ms: number) => Prisma.sql`now() - ${ms}::float8 * interval '1 millisecond'`;

/** The status is written out wherever rows are looked for: as a parameter no partial index would serve it. */
const held = ({ id, workerId }: Lease) =>
  Prisma.sql`"id" = ${id}::uuid AND "workerId" = ${workerId} AND "status" = 'RUNNING'`;

/** Takes queued work. @returns whether it did: another may have been first, or it is over */
export async function takeLease(
  tx: Transaction,
  _scope: PlatformScope,
  { job, id, workerId }: Lease,
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE ${TABLES[job].table} SET "status" = 'RUNNING', "workerId" = ${workerId}, "heartbeatAt" = now(),
      "attempt" = "attempt" + 1 WHERE "id" = ${id}::uuid AND "status" = 'QUEUED'`;
  return count === 1;
}

/**
 * Holds the row until the transaction ends, if it is still this execution's.
 * @param silentForMs only if it has shown no sign of life for so long
 * @returns the id of this transaction, by which `isCommitted` finds it; null when the row is not held
 */
export async function lockLease(
  tx: Transaction,
  _scope: PlatformScope,
  lease: Lease,
  silentForMs: number | null,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ transaction: string }[]>`
    SELECT pg_current_xact_id()::text AS "transaction" FROM ${TABLES[lease.job].table} WHERE ${held(lease)}
      AND ${silentForMs === null ? Prisma.sql`TRUE` : Prisma.sql`"heartbeatAt" < ${ago(silentForMs)}`} FOR UPDATE`;
  return row?.transaction ?? null;
}

/** Whether a transaction of some minutes ago was committed; only PostgreSQL knows it when an outage took its word. */
export async function isCommitted(
  tx: Transaction,
  _scope: PlatformScope,
  transaction: string,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ is: boolean | null }[]>`
    SELECT pg_xact_status(${transaction}::xid8) = 'committed' AS "is"`;
  return row?.is === true;
}

/** Shows that an execution lives. @returns whether the work is still its own, and whether somebody asks it to stop */
export async function beatLease(
  db: Database,
  _scope: PlatformScope,
  lease: Lease,
): Promise<{ isLeased: boolean; isCancelRequested: boolean }> {
  const { table, isCancelRequested } = TABLES[lease.job];
  const [row] = await db.$queryRaw<{ isCancelRequested: boolean }[]>`
    UPDATE ${table} SET "heartbeatAt" = now() WHERE ${held(lease)}
    RETURNING ${isCancelRequested} AS "isCancelRequested"`;
  return { isLeased: row !== undefined, isCancelRequested: row?.isCancelRequested === true };
}

/** Puts the work of a lease back to the queue. @param isLost only then it counts as an attempt */
export async function returnLease(
  tx: Transaction,
  _scope: PlatformScope,
  lease: Lease,
  isLost: boolean,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${TABLES[lease.job].table} SET "status" = 'QUEUED', "workerId" = NULL, "heartbeatAt" = NULL,
      "attempt" = "attempt" - ${isLost ? 0 : 1}::int WHERE ${held(lease)}`;
}

/** Work of everyone whose worker has been silent for so long; as much as one look can deal with. */
export function findSilent(
  db: Database,
  _scope: PlatformScope,
  job: LongJob,
  silentForMs: number,
): Promise<{ id: string; workerId: string; attempt: number }[]> {
  return db.$queryRaw`
    SELECT "id", coalesce("workerId", '') AS "workerId", "attempt" FROM ${TABLES[job].table}
    WHERE "status" = 'RUNNING' AND "heartbeatAt" < ${ago(silentForMs)} LIMIT 100`;
}

/** Work that was queued so long ago that a worker has taken it, unless all are busy. */
export async function findWaiting(
  db: Database,
  _scope: PlatformScope,
  job: LongJob,
  waitingForMs: number,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM ${TABLES[job].table} WHERE "status" = 'QUEUED' AND "createdAt" < ${ago(waitingForMs)}
    ORDER BY "createdAt", "id" LIMIT 1000`;
  return rows.map(({ id }) => id);
}
