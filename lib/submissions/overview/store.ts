import type { SubmissionStatus } from '@/lib/assets/schemas';
import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';

export type OverviewAssetRow = {
  id: string;
  name: string;
  websiteIds: string[];
  status: SubmissionStatus;
  since: Date;
  submissionId: string | null;
  reasonCode: string | null;
  deadlineAt: Date | null;
  /** How many live assets have this status. */
  total: number;
};

/** Of each status the assets that came to it last, at most `perStatus`, and how many there are. */
export function findNewestOfEachStatus(
  db: Database,
  scope: OrganizationScope,
  perStatus: number,
): Promise<OverviewAssetRow[]> {
  return db.$queryRaw<OverviewAssetRow[]>`
    SELECT "id", "name", "websiteIds", "status"::text AS status, "since", "submissionId", "reasonCode", "deadlineAt", "total"
    FROM (
      SELECT *, row_number() OVER (PARTITION BY "status" ORDER BY "since" DESC, "id") AS place,
        (count(*) OVER (PARTITION BY "status"))::int AS total
      FROM (
        SELECT a."id", a."name", coalesce(s."status", 'DRAFT') AS status,
          CASE WHEN coalesce(s."status", 'DRAFT') = 'DRAFT' THEN greatest(s."statusSince", a."updatedAt")
            ELSE s."statusSince" END AS since,
          s."id" AS "submissionId", s."reasonCode", s."deadlineAt",
          ARRAY(SELECT aw."websiteId"::text FROM "AssetWebsite" aw WHERE aw."assetId" = a."id"
            ORDER BY aw."addedAt") AS "websiteIds"
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
    JOIN LATERAL (
      SELECT s."id", s."status", s."completedAt" FROM "Scan" s
      WHERE s."websiteId" = w."id" AND s."status" IN ('COMPLETE', 'INCOMPLETE') AND s."startedAt" IS NOT NULL
      ORDER BY s."completedAt" DESC LIMIT 1
    ) newest ON newest."status" = 'COMPLETE'
    WHERE a."organizationId" = ${scope.organizationId}::uuid AND a."deletedAt" IS NULL
      AND newest."completedAt" <= ${completedBy}
    ORDER BY newest."completedAt", a."name", w."name"
    LIMIT ${limit}`;
}
