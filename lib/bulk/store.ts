import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { OrganizationRole } from '@/lib/auth/rules/permissions';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { BulkCounts, BulkRow, BulkRun, WaitingItem } from './bulk-record';
import type { BulkReason, PlannedItem } from './rules/bulk-plan';

/** Rows of one INSERT: a statement has a limit of parameters. */
const INSERTED_AT_ONCE = 1_000;

/** Of these websites, those that a scan or a re-test works at, and those that wait for a scan of a run. */
export async function findBusySites(
  db: Database,
  { organizationId }: OrganizationScope,
  websiteIds: readonly string[],
): Promise<{ unfinished: ReadonlySet<string>; waiting: ReadonlySet<string> }> {
  const ids = [...websiteIds];
  const rows = await db.$queryRaw<{ id: string; isWaiting: boolean }[]>`
    SELECT "websiteId" AS id, false AS "isWaiting" FROM "Scan" WHERE "websiteId" = ANY(${ids}::uuid[])
      AND "organizationId" = ${organizationId}::uuid AND "status" IN ('QUEUED', 'RUNNING')
    UNION ALL
    SELECT "websiteId" AS id, true AS "isWaiting" FROM "BulkItem" WHERE "websiteId" = ANY(${ids}::uuid[])
      AND "state" = 'WAITING'`;
  const of = (isWaiting: boolean) =>
    new Set(rows.filter((row) => row.isWaiting === isWaiting).map(({ id }) => id));
  return { unfinished: of(false), waiting: of(true) };
}

/** Two runs of an organization are begun one after the other, so that the second sees what the first is to do. */
export async function lockBulk(tx: Transaction, { organizationId }: OrganizationScope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('bulk:' || ${organizationId}, 0))`;
}

export async function findRunOfKey(
  db: Database,
  { organizationId, userId }: OrganizationScope & { userId: string },
  key: string,
): Promise<string | null> {
  const where = { organizationId, requestedById: userId, key };
  return (await db.bulkRun.findFirst({ where, select: { id: true } }))?.id ?? null;
}

export async function insertBulkRun(
  tx: Transaction,
  scope: OrganizationScope,
  { items, ...run }: Omit<BulkRun, 'organizationId'> & { key: string; items: readonly PlannedItem[] },
): Promise<void> {
  await tx.bulkRun.create({ data: { ...run, organizationId: scope.organizationId } });
  const rows = items.map((item, position) => ({
    ...{ ...item, runId: run.id, position },
    state: item.reason === null ? ('WAITING' as const) : ('SKIPPED' as const),
  }));
  for (let from = 0; from < rows.length; from += INSERTED_AT_ONCE)
    await tx.bulkItem.createMany({ data: rows.slice(from, from + INSERTED_AT_ONCE) });
}

/** Deletes an organization's runs that are over and older. */
export async function deleteOldRuns(
  tx: Transaction,
  { organizationId }: OrganizationScope,
  before: Date,
): Promise<void> {
  await tx.bulkRun.deleteMany({
    where: { organizationId, createdAt: { lt: before }, items: { none: { state: 'WAITING' } } },
  });
}

/** @throws AppError NOT_FOUND for a run of another organization, or an id that is none */
export async function requireBulkRun(
  db: Database,
  { organizationId }: OrganizationScope,
  runId: string,
): Promise<BulkRun> {
  const row = isId(runId) ? await db.bulkRun.findFirst({ where: { id: runId, organizationId } }) : null;
  if (!row) throw notFound('bulkRun');
  return row;
}

/** Whose-ever it is, for the system's own parts. */
export const findBulkRun = (db: Database, _scope: PlatformScope, runId: string): Promise<BulkRun | null> =>
  db.bulkRun.findUnique({ where: { id: runId } });

const waitingItemSql = Prisma.sql`SELECT r."organizationId", r."requestedById", r."kind"::text AS kind, i."runId",
  i."position", i."assetId", i."websiteId" FROM "BulkItem" i JOIN "BulkRun" r ON r."id" = i."runId"`;

/** Rows of a run that wait, behind a place, in their order. */
export const findWaitingOfRun = (
  db: Database,
  _scope: PlatformScope | OrganizationScope,
  { runId, after, atMost }: { runId: string; after: number; atMost: number },
): Promise<WaitingItem[]> =>
  db.$queryRaw`${waitingItemSql} WHERE i."runId" = ${runId}::uuid AND i."state" = 'WAITING'
    AND i."position" > ${after}::int ORDER BY i."position" LIMIT ${atMost}::int`;

/** Rows of an organization that wait for a scan, those of the oldest run first. */
export const findWaitingRescans = (
  db: Database,
  { organizationId }: OrganizationScope,
  atMost: number,
): Promise<WaitingItem[]> =>
  db.$queryRaw`${waitingItemSql} WHERE r."organizationId" = ${organizationId}::uuid AND r."kind" = 'RESCAN'
    AND i."state" = 'WAITING' ORDER BY i."runId", i."position" LIMIT ${atMost}::int`;

/** Organizations with rows that wait for a scan. @param scanId only the organization of this scan */
export async function findWaitingOrganizations(
  db: Database,
  _scope: PlatformScope,
  { scanId, afterId, atMost }: { scanId: string | null; afterId: string; atMost: number },
): Promise<string[]> {
  const ofScan =
    scanId === null
      ? Prisma.empty
      : Prisma.sql`AND r."organizationId" = (SELECT "organizationId" FROM "Scan" WHERE "id" = ${scanId}::uuid)`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r."organizationId" AS id FROM "BulkItem" i JOIN "BulkRun" r ON r."id" = i."runId"
    WHERE i."state" = 'WAITING' AND r."kind" = 'RESCAN' AND r."organizationId" > ${afterId}::uuid ${ofScan}
    ORDER BY 1 LIMIT ${atMost}::int`;
  return rows.map(({ id }) => id);
}

export type Requester = { userId: string; name: string; role: OrganizationRole };

/** Who asked for a run, as they are now; null: no longer a member, or switched off. */
export async function findRequester(
  db: Database,
  { organizationId }: OrganizationScope,
  userId: string,
): Promise<Requester | null> {
  const member = await db.member.findFirst({
    where: { organizationId, userId, user: { disabledAt: null } },
    select: { role: true, user: { select: { name: true } } },
  });
  return member && { userId, name: member.user.name, role: member.role };
}

/** Holds a row that waits. @returns false: it does not, or somebody else is at it */
export async function lockItem(
  tx: Transaction,
  _scope: OrganizationScope,
  { runId, position }: WaitingItem,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "BulkItem" WHERE "runId" = ${runId}::uuid
    AND "position" = ${position}::int AND "state" = 'WAITING' FOR UPDATE SKIP LOCKED`;
  return rows.length > 0;
}

type Settled = { state: 'DONE'; scanId: string | null } | { state: 'SKIPPED'; reason: BulkReason };

/** Writes what became of a row that still waits. */
export async function settleItem(
  db: Database,
  _scope: OrganizationScope,
  { runId, position }: WaitingItem,
  settled: Settled,
): Promise<void> {
  await db.bulkItem.updateMany({ where: { runId, position, state: 'WAITING' }, data: settled });
}

/** @returns how many rows of the run waited */
export async function stopItems(tx: Transaction, _scope: OrganizationScope, runId: string): Promise<number> {
  const data = { state: 'SKIPPED', reason: 'STOPPED' satisfies BulkReason } as const;
  return (await tx.bulkItem.updateMany({ where: { runId, state: 'WAITING' }, data })).count;
}

const countsSql = Prisma.sql`count(*)::int AS total, (count(*) FILTER (WHERE i."state" = 'WAITING'))::int AS waiting,
  (count(*) FILTER (WHERE i."state" = 'DONE'))::int AS done, (count(*) FILTER (WHERE i."state" = 'SKIPPED'))::int AS skipped`;

export async function countItems(
  db: Database,
  _scope: OrganizationScope,
  runId: string,
): Promise<BulkCounts> {
  const [row] = await db.$queryRaw<[BulkCounts]>`
    SELECT ${countsSql} FROM "BulkItem" i WHERE i."runId" = ${runId}::uuid`;
  return row;
}

/** Rows of a run from a place on. A deleted asset has its name; one of another organization none. */
export const findRows = (
  db: Database,
  { organizationId }: OrganizationScope,
  { runId, from, atMost }: { runId: string; from: number; atMost: number },
): Promise<BulkRow[]> =>
  db.$queryRaw`
    SELECT i."position", i."assetId", a."name" AS "assetName", (a."id" IS NOT NULL AND a."deletedAt" IS NULL) AS "isAssetThere",
      i."websiteId", w."name" AS "websiteName", i."state"::text AS state, i."reason", i."scanId"
    FROM "BulkItem" i
    LEFT JOIN "Asset" a ON a."id" = i."assetId" AND a."organizationId" = ${organizationId}::uuid
    LEFT JOIN "Website" w ON w."id" = i."websiteId" AND w."organizationId" = ${organizationId}::uuid
    WHERE i."runId" = ${runId}::uuid AND i."position" >= ${from}::int AND i."position" < ${from + atMost}::int
    ORDER BY i."position"`;

export type OpenRun = Pick<BulkRun, 'id' | 'kind'> & BulkCounts;

/** Runs of which rows wait, the newest first. */
export const findOpenRuns = (
  db: Database,
  { organizationId }: OrganizationScope,
  atMost: number,
): Promise<OpenRun[]> =>
  db.$queryRaw`
    SELECT r."id", r."kind"::text AS kind, ${countsSql} FROM (
      SELECT "id", "kind" FROM "BulkRun" b WHERE "organizationId" = ${organizationId}::uuid
        AND EXISTS (SELECT FROM "BulkItem" w WHERE w."runId" = b."id" AND w."state" = 'WAITING')
      ORDER BY "id" DESC LIMIT ${atMost}::int
    ) r JOIN "BulkItem" i ON i."runId" = r."id" GROUP BY r."id", r."kind" ORDER BY r."id" DESC`;
