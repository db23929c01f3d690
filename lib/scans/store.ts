import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import { type Keyset, keysetArguments } from '@/lib/core/keyset';
import type { PageRequest } from '@/lib/core/pages';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma, type Scan } from '@/lib/db/generated/client';
import { readOnce } from '@/lib/db/read-once';
import type { ScanProgress } from './rules/progress';
import type { ScanEndReason, ScanRecord, StoredPlan, StoredResult } from './scan-record';

const UNFINISHED = ['QUEUED', 'RUNNING'] as const;

/** The newest scan of a website that came to an end, complete or not; a cancelled one says nothing. One row, or none. */
export const newestEndedScanSql = (websiteId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT scan."id", scan."status", scan."startedAt", scan."completedAt" FROM "Scan" scan
  WHERE scan."websiteId" = ${websiteId} AND scan."status" IN ('COMPLETE', 'INCOMPLETE') AND scan."startedAt" IS NOT NULL
  ORDER BY scan."completedAt" DESC, scan."id" DESC LIMIT 1`;

/** JSON columns hold what this room wrote, in the shapes of `scan-record.ts`. */
export const toScanRecord = ({ sealedPutBack: _, expiryStage: _stage, ...row }: Scan): ScanRecord => ({
  ...row,
  plan: row.plan as StoredPlan | null,
  progress: row.progress as ScanProgress | null,
  reasonCode: row.reasonCode as ScanEndReason | null,
  reasonData: row.reasonData as Record<string, string | number> | null,
  result: row.result as StoredResult | null,
});

/** A scan; a re-test is none. @throws AppError NOT_FOUND for an id of another organization or that is none */
export async function requireScan(
  db: Database,
  scope: OrganizationScope,
  scanId: string,
): Promise<ScanRecord> {
  const run = await requireScanOrRetest(db, scope, scanId);
  if (run.purpose === 'RETEST') throw notFound('scan');
  return run;
}

/** A scan or a re-test. @throws AppError NOT_FOUND */
export const requireScanOrRetest = readOnce(
  async (db: Database, scope: OrganizationScope, scanId: string): Promise<ScanRecord> => {
    const row = isId(scanId)
      ? await db.scan.findFirst({ where: { id: scanId, organizationId: scope.organizationId } })
      : null;
    if (!row) throw notFound('scan');
    return toScanRecord(row);
  },
);

/** The scan whoever's it is, for the system's own parts; null when there is none. */
export async function findScanOfAnyone(
  db: Database,
  _scope: PlatformScope,
  scanId: string,
): Promise<ScanRecord | null> {
  const row = await db.scan.findUnique({ where: { id: scanId } });
  return row && toScanRecord(row);
}

/** Newest first. */
export async function findWebsiteScans(
  db: Database,
  scope: OrganizationScope,
  websiteId: string,
  page: PageRequest,
): Promise<{ rows: ScanRecord[]; total: number }> {
  const where = {
    organizationId: scope.organizationId,
    websiteId,
    purpose: { not: 'RETEST' },
  } satisfies Prisma.ScanWhereInput;
  const rows = await db.scan.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: (page.page - 1) * page.size,
    take: page.size,
  });
  return { rows: rows.map(toScanRecord), total: await db.scan.count({ where }) };
}

/** Newest first, of one website or of all. */
export async function findScansAfter(
  db: Database,
  { organizationId }: OrganizationScope,
  websiteId: string | null,
  keyset: Keyset,
): Promise<ScanRecord[]> {
  const { where, ...place } = keysetArguments(keyset);
  const ofWebsite = websiteId === null ? {} : { websiteId };
  const rows = await db.scan.findMany({
    where: { organizationId, purpose: { not: 'RETEST' }, ...ofWebsite, ...where },
    ...place,
  });
  return rows.map(toScanRecord);
}

/** The newest of each website, newest first, in one statement however many websites. */
export async function findNewestScans(
  db: Database,
  scope: OrganizationScope,
  websiteIds: readonly string[],
  atMostEach: number,
): Promise<ScanRecord[]> {
  if (websiteIds.length === 0) return [];
  const rows = await db.$queryRaw<Scan[]>`
    SELECT newest.* FROM unnest(${[...websiteIds]}::uuid[]) AS site("id")
    CROSS JOIN LATERAL (SELECT * FROM "Scan"
      WHERE "websiteId" = site."id" AND "organizationId" = ${scope.organizationId}::uuid AND "purpose" <> 'RETEST'
      ORDER BY "createdAt" DESC, "id" DESC LIMIT ${atMostEach}) newest
    ORDER BY newest."createdAt" DESC, newest."id" DESC`;
  return rows.map(toScanRecord);
}

/** Scans of one organization wait for each other here, so that the limit of five holds with any number of clicks at once. */
export async function lockScanning(tx: Transaction, scope: OrganizationScope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('scans:' || ${scope.organizationId}, 0))`;
}

/** The statuses are literals: sent as parameters they would hide the index of the unfinished ones. */
export async function countUnfinished(db: Database, scope: OrganizationScope): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM "Scan"
    WHERE "organizationId" = ${scope.organizationId}::uuid AND "status" IN ('QUEUED', 'RUNNING')`;
  return row?.count ?? 0;
}

export async function insertScan(
  tx: Transaction,
  scope: OrganizationScope,
  scan: Pick<
    ScanRecord,
    'id' | 'websiteId' | 'submissionId' | 'retestOfId' | 'purpose' | 'host' | 'requestedById' | 'createdAt'
  >,
): Promise<void> {
  await tx.scan.create({ data: { ...scan, organizationId: scope.organizationId, status: 'QUEUED' } });
}

/** Notes that the seller pressed Stop; the worker that runs the scan sees it. @returns whether there was something to stop */
export async function requestCancel(
  tx: Transaction,
  scope: OrganizationScope,
  scanId: string,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.scan.updateMany({
    where: {
      id: scanId,
      organizationId: scope.organizationId,
      status: { in: [...UNFINISHED] },
      cancelRequestedAt: null,
    },
    data: { cancelRequestedAt: at, progressSequence: { increment: 1 } },
  });
  return count === 1;
}

/** Ends a scan that no worker has taken yet. @returns whether it was still queued */
export async function cancelQueued(
  tx: Transaction,
  scope: OrganizationScope,
  scanId: string,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.scan.updateMany({
    where: { id: scanId, organizationId: scope.organizationId, status: 'QUEUED' },
    data: {
      status: 'CANCELLED',
      completedAt: at,
      reasonCode: 'STOPPED_BY_USER',
      cancelRequestedAt: at,
      progressSequence: { increment: 1 },
    },
  });
  return count === 1;
}

export const findSubmissionScans = readOnce(
  async (db: Database, scope: OrganizationScope, submissionId: string): Promise<ScanRecord[]> => {
    const rows = await db.scan.findMany({
      where: { submissionId, organizationId: scope.organizationId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toScanRecord);
  },
);

export type ExpiryStep = {
  id: string;
  organizationId: string;
  websiteId: string;
  completedAt: Date;
  /** Where the scan is now. */
  stage: number;
  /** The website's host; null where the website is gone, or a later complete scan counts instead. */
  website: string | null;
};

/**
 * Moves scans that are at `stage` and behind on to the stage of expiry that they have reached, the oldest first.
 * @param bounds `expiryBounds`
 * @returns them, each step once whoever calls at once
 */
export async function advanceExpiry(
  tx: Transaction,
  _scope: PlatformScope,
  { stage, bounds, atMost }: { stage: number; bounds: readonly Date[]; atMost: number },
): Promise<ExpiryStep[]> {
  return tx.$queryRaw`
    WITH due AS (
      SELECT "id" FROM "Scan"
      WHERE "status" = 'COMPLETE' AND "expiryStage" = ${Prisma.raw(String(stage))} AND "completedAt" <= ${bounds[stage]}
      ORDER BY "completedAt", "id" LIMIT ${atMost} FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE "Scan" SET "expiryStage" =
        (SELECT count(*) FROM unnest(${bounds.map((bound) => bound.toISOString())}::timestamptz[]) AS bound WHERE "completedAt" <= bound)
      WHERE "id" IN (SELECT "id" FROM due)
      RETURNING "id", "organizationId", "websiteId", "host", "completedAt", "expiryStage"
    )
    SELECT m."id", m."organizationId", m."websiteId", m."completedAt", m."expiryStage" AS "stage",
      CASE WHEN w."id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Scan" AS later WHERE later."websiteId" = m."websiteId"
        AND later."status" = 'COMPLETE' AND later."completedAt" > m."completedAt") THEN m."host" END AS "website"
    FROM moved AS m LEFT JOIN "Website" AS w ON w."id" = m."websiteId" AND w."deletedAt" IS NULL`;
}
