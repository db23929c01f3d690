import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { PLANNED_ONCE } from '@/lib/db/planned-once';
import { carriedUntilSql, IS_SEVERE_SQL, REVOKED_AT_SQL } from '@/lib/findings/for-other-rooms';
import type { ScanStatus } from './scan-record';

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
      ORDER BY s."completedAt" DESC, s."id" DESC LIMIT 1
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
    ) severe ${PLANNED_ONCE}`;
  return rows.map(({ websiteId, assetId, isRunning, ...ended }) => ({
    ...{ websiteId, assetId, isRunning },
    ended: ended.id === null ? null : ended,
  }));
}

export type ReviewScanFacts = {
  id: string;
  status: ScanStatus;
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
    ORDER BY s."createdAt", s."id"`;
}
