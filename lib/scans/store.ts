import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { PageRequest } from '@/lib/core/pages';
import type { Database, Transaction } from '@/lib/db/client';
import { Prisma, type Scan } from '@/lib/db/generated/client';
import { carriedUntilSql, IS_SEVERE_SQL, REVOKED_AT_SQL } from '@/lib/findings/for-other-rooms';
import type { ScanProgress } from './rules/progress';
import type { ScanEndReason, ScanRecord, StoredPlan, StoredResult } from './scan-record';

const UNFINISHED = ['QUEUED', 'RUNNING'] as const;

/** JSON columns hold what this room wrote, in the shapes of `scan-record.ts`. */
export const toScanRecord = ({ sealedPutBack: _, ...row }: Scan): ScanRecord => ({
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
export async function requireScanOrRetest(
  db: Database,
  scope: OrganizationScope,
  scanId: string,
): Promise<ScanRecord> {
  const row = isId(scanId)
    ? await db.scan.findFirst({ where: { id: scanId, organizationId: scope.organizationId } })
    : null;
  if (!row) throw notFound('scan');
  return toScanRecord(row);
}

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
    orderBy: { createdAt: 'desc' },
    skip: (page.page - 1) * page.size,
    take: page.size,
  });
  return { rows: rows.map(toScanRecord), total: await db.scan.count({ where }) };
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

export async function findSubmissionScans(
  db: Database,
  scope: OrganizationScope,
  submissionId: string,
): Promise<ScanRecord[]> {
  const rows = await db.scan.findMany({
    where: { submissionId, organizationId: scope.organizationId },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(toScanRecord);
}

/**
 * Stamps completed scans whose validity is over and that nobody was told of, the oldest first.
 * @returns them, each once whoever calls at once
 */
export async function stampExpired(
  tx: Transaction,
  _scope: PlatformScope,
  stamp: { completedBy: Date; at: Date; atMost: number },
): Promise<{ id: string; organizationId: string; websiteId: string }[]> {
  return tx.$queryRaw`
    UPDATE "Scan" SET "expiryNoticedAt" = ${stamp.at}
    WHERE "id" IN (
      SELECT "id" FROM "Scan"
      WHERE "status" = 'COMPLETE' AND "completedAt" <= ${stamp.completedBy} AND "expiryNoticedAt" IS NULL
      ORDER BY "completedAt" LIMIT ${stamp.atMost} FOR UPDATE SKIP LOCKED)
    RETURNING "id", "organizationId", "websiteId"`;
}

export type LatestScanRow = {
  id: string;
  status: 'COMPLETE' | 'INCOMPLETE';
  startedAt: Date;
  completedAt: Date;
  blockingFindings: number;
  /** Findings that would block and were accepted earlier, and when the first of these decisions ends. */
  carriedFindings: number;
  carriedUntil: Date | null;
  /** When decisions on findings that block were revoked. */
  revocations: Date[];
  /** Classes of the checklist that were not tested, or not at every place that was found. */
  untestedClasses: number;
};

/** A website as one asset uses it: decisions on its findings may be for one asset only. */
export type ScannedPlace = { websiteId: string; assetId: string | null };

export type LatestScanFacts = ScannedPlace & {
  isRunning: boolean;
  /** The newest that came to an end, complete or not; a cancelled one says nothing. */
  ended: LatestScanRow | null;
};

/** The scan state of each of these websites, in one statement; the statuses are literals, as the indexes have them. */
export async function findLatestScans(
  db: Database,
  scope: OrganizationScope,
  places: readonly ScannedPlace[],
  now: Date,
): Promise<LatestScanFacts[]> {
  const place = {
    websiteId: Prisma.sql`wanted."websiteId"`,
    assetId: Prisma.sql`wanted."assetId"`,
    at: Prisma.sql`${now}::timestamptz`,
  };
  const rows = await db.$queryRaw<(ScannedPlace & { isRunning: boolean } & (LatestScanRow | { id: null }))[]>`
    SELECT wanted."websiteId", wanted."assetId", ended."id", ended."status"::text AS status, ended."startedAt",
      ended."completedAt", severe."blockingFindings", severe."carriedFindings", severe."carriedUntil",
      severe."revocations",
      (SELECT count(*)::int FROM jsonb_array_elements(coalesce(ended."result"->'checklist', '[]')) entry
        WHERE entry->>'state' = 'NOT_TESTED' OR entry->>'isFullyTested' = 'false') AS "untestedClasses",
      EXISTS (
        SELECT FROM "Scan" WHERE "websiteId" = wanted."websiteId"
          AND "organizationId" = ${scope.organizationId}::uuid AND "status" IN ('QUEUED', 'RUNNING')
      ) AS "isRunning"
    FROM unnest(${places.map(({ websiteId }) => websiteId)}::uuid[], ${places.map(({ assetId }) => assetId)}::uuid[])
      AS wanted("websiteId", "assetId")
    LEFT JOIN LATERAL (
      SELECT s."id", s."status", s."startedAt", s."completedAt", s."result" FROM "Scan" s
      WHERE s."websiteId" = wanted."websiteId" AND s."organizationId" = ${scope.organizationId}::uuid
        AND s."status" IN ('COMPLETE', 'INCOMPLETE') AND s."startedAt" IS NOT NULL
      ORDER BY s."completedAt" DESC LIMIT 1
    ) ended ON true
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE stood."until" IS NULL)::int AS "blockingFindings",
        count(stood."until")::int AS "carriedFindings", min(stood."until") AS "carriedUntil",
        coalesce(array_agg(stood."revokedAt") FILTER (WHERE stood."until" IS NULL AND stood."revokedAt" IS NOT NULL), '{}')
          AS "revocations"
      FROM (
        SELECT ${carriedUntilSql(place)} AS "until", ${REVOKED_AT_SQL} AS "revokedAt"
        FROM "Finding" f WHERE f."scanId" = ended."id" AND ${IS_SEVERE_SQL}
      ) stood
    ) severe`;
  return rows.map(({ websiteId, assetId, isRunning, ...ended }) => ({
    ...{ websiteId, assetId, isRunning },
    ended: ended.id === null ? null : ended,
  }));
}

export type ReviewScanFacts = {
  id: string;
  status: ScanRecord['status'];
  createdAt: Date;
  blockingFindings: number;
  reasonCode: string | null;
};

/** The scans of a submission with what blocks in each, for the settlement. */
export async function findReviewScans(
  db: Database,
  _scope: PlatformScope,
  submissionId: string,
  now: Date,
): Promise<ReviewScanFacts[]> {
  const place = {
    websiteId: Prisma.sql`s."websiteId"`,
    assetId: Prisma.sql`sent."assetId"`,
    at: Prisma.sql`${now}::timestamptz`,
  };
  return db.$queryRaw<ReviewScanFacts[]>`
    SELECT s."id", s."status"::text AS status, s."createdAt", s."reasonCode",
      (SELECT count(*)::int FROM "Finding" f
        WHERE f."scanId" = s."id" AND ${IS_SEVERE_SQL} AND ${carriedUntilSql(place)} IS NULL) AS "blockingFindings"
    FROM "Scan" s JOIN "Submission" sent ON sent."id" = s."submissionId"
    WHERE s."submissionId" = ${submissionId}::uuid
    ORDER BY s."createdAt"`;
}
