import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { carriedUntilSql, IS_SEVERE_SQL, REVOKED_AT_SQL } from '@/lib/findings/for-other-rooms';
import { APPROVED, FIRST_STATUS, type SubmissionStatus } from '@/lib/lifecycle/rules/status';
import { newestEndedScanSql } from '@/lib/scans/for-other-rooms';

export type OverviewRow = {
  id: string;
  status: SubmissionStatus;
  since: Date;
  /** How many live assets have this status. */
  total: number;
};

/** Of each status the assets that came to it last, at most `perStatus`, and how many there are. */
export function findNewestOfEachStatus(
  db: Database,
  scope: OrganizationScope,
  perStatus: number,
): Promise<OverviewRow[]> {
  return db.$queryRaw<OverviewRow[]>`
    SELECT "id", "status"::text AS status, "since", "total"
    FROM (
      SELECT *, row_number() OVER (PARTITION BY "status" ORDER BY "since" DESC, "id") AS place,
        (count(*) OVER (PARTITION BY "status"))::int AS total
      FROM (
        SELECT a."id", coalesce(s."status", ${FIRST_STATUS}::"SubmissionStatus") AS status,
          CASE WHEN s."status" IS NULL OR s."status" = ${FIRST_STATUS}::"SubmissionStatus"
            THEN greatest(s."statusSince", a."updatedAt")
            ELSE s."statusSince" END AS since
        FROM "Asset" a
        LEFT JOIN LATERAL (
          SELECT * FROM "Submission" WHERE "assetId" = a."id" ORDER BY "number" DESC LIMIT 1
        ) s ON true
        WHERE a."organizationId" = ${scope.organizationId}::uuid AND a."deletedAt" IS NULL
      ) live
    ) placed
    WHERE place <= ${perStatus}
    ORDER BY "since" DESC, "id"`;
}

/**
 * Approved assets that could not be released today, as `approvedLine` says: a website without a check of its file since
 * `validSince`, whose newest scan is none, incomplete, older or outdated, or found what nobody has decided or whose
 * decision was revoked since the approval; or an interface whose last call failed. The newest change of status first.
 */
export function findApprovedToLookAt(
  db: Database,
  scope: OrganizationScope,
  { now, validSince }: { now: Date; validSince: Date },
  limit: number,
): Promise<OverviewRow[]> {
  const carriedUntil = carriedUntilSql({
    websiteId: Prisma.sql`w."id"`,
    assetId: Prisma.sql`a."id"`,
    at: Prisma.sql`${now}::timestamptz`,
  });
  return db.$queryRaw<OverviewRow[]>`
    SELECT a."id", s."status"::text AS status, s."statusSince" AS since, (count(*) OVER ())::int AS total
    FROM "Asset" a
    JOIN LATERAL (
      SELECT "status", "statusSince" FROM "Submission" WHERE "assetId" = a."id" ORDER BY "number" DESC LIMIT 1
    ) s ON s."status" = ${APPROVED}::"SubmissionStatus"
    WHERE a."organizationId" = ${scope.organizationId}::uuid AND a."deletedAt" IS NULL
      AND (EXISTS (
        SELECT 1 FROM "ConnectionCase" c WHERE c."assetId" = a."id" AND c."name" = '' AND c."lastPassed" = false
      ) OR EXISTS (
        SELECT 1 FROM "AssetWebsite" aw JOIN "Website" w ON w."id" = aw."websiteId"
        LEFT JOIN "LoginProfile" l ON l."websiteId" = w."id"
        LEFT JOIN LATERAL (${newestEndedScanSql(Prisma.sql`w."id"`)}) ended ON true
        WHERE aw."assetId" = a."id" AND (
          w."verifiedAt" IS NULL OR w."verifiedAt" <= ${validSince} OR ended."id" IS NULL
          OR ended."status" <> 'COMPLETE' OR ended."completedAt" <= ${validSince}
          OR l."updatedAt" > ended."startedAt" OR EXISTS (
            SELECT 1 FROM "Finding" f WHERE f."scanId" = ended."id" AND ${IS_SEVERE_SQL} AND ${carriedUntil} IS NULL
              AND (ended."completedAt" > s."statusSince" OR ${REVOKED_AT_SQL} > s."statusSince")))))
    ORDER BY s."statusSince" DESC, a."id" LIMIT ${limit}`;
}

export type ExpiringRow = {
  assetId: string;
  assetName: string;
  websiteId: string;
  websiteName: string;
  scanId: string;
  completedAt: Date;
};

/** Websites of live assets whose newest ended scan is complete and was so by `completedBy`, the oldest first. */
export function findScansCompletedBy(
  db: Database,
  scope: OrganizationScope,
  completedBy: Date,
  limit: number,
): Promise<ExpiringRow[]> {
  return db.$queryRaw<ExpiringRow[]>`
    SELECT a."id" AS "assetId", a."name" AS "assetName", w."id" AS "websiteId", w."name" AS "websiteName",
      newest."id" AS "scanId", newest."completedAt"
    FROM "Asset" a
    JOIN "AssetWebsite" aw ON aw."assetId" = a."id"
    JOIN "Website" w ON w."id" = aw."websiteId" AND w."deletedAt" IS NULL
    JOIN LATERAL (${newestEndedScanSql(Prisma.sql`w."id"`)}) newest ON newest."status" = 'COMPLETE'
    WHERE a."organizationId" = ${scope.organizationId}::uuid AND a."deletedAt" IS NULL
      AND newest."completedAt" <= ${completedBy}
    ORDER BY newest."completedAt", a."name", w."name"
    LIMIT ${limit}`;
}
