import type { PlatformScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { APPROVED } from '@/lib/lifecycle/rules/status';

/**
 * Websites and assets with an approval that is in force, a newer draft or not: the websites that the approval was about
 * and that the asset still has.
 */
const APPROVED_SQL = Prisma.sql`
  SELECT a."organizationId", a."id" AS "assetId", s."statusSince" AS "approvedAt", s."snapshot"
  FROM "Submission" s JOIN "Asset" a ON a."id" = s."assetId" AND a."deletedAt" IS NULL
  WHERE s."status" = ${APPROVED}::"SubmissionStatus" AND s."supersededAt" IS NULL`;

const WATCHED_SQL = Prisma.sql`
  SELECT approved."organizationId", w."id" AS "websiteId", NULL::uuid AS "assetId",
    max(approved."approvedAt") AS "approvedAt"
  FROM (${APPROVED_SQL}) approved JOIN "AssetWebsite" aw ON aw."assetId" = approved."assetId"
  JOIN "Website" w ON w."id" = aw."websiteId" AND w."deletedAt" IS NULL
  WHERE approved."snapshot" -> 'websites' @> jsonb_build_array(jsonb_build_object('id', w."id"::text))
  GROUP BY 1, 2
  UNION ALL
  SELECT approved."organizationId", NULL, approved."assetId", max(approved."approvedAt")
  FROM (${APPROVED_SQL}) approved GROUP BY 1, 3`;

/** One comparison, which PostgreSQL can do by a hash; an id is that of one thing alone. */
const SAME_SQL = Prisma.sql`coalesce(watch."websiteId", watch."assetId") =
  coalesce(watched."websiteId", watched."assetId")`;

/** Adds what was newly approved, to be looked at now. @returns how many were new */
export async function addWatches(
  db: Database,
  _scope: PlatformScope,
  { now, atMost }: { now: Date; atMost: number },
): Promise<number> {
  const rows = await db.$queryRaw<
    { organizationId: string; websiteId: string | null; assetId: string | null; approvedAt: Date }[]
  >`
    SELECT watched.* FROM (${WATCHED_SQL}) watched
    WHERE NOT EXISTS (SELECT FROM "DriftWatch" watch WHERE watch."websiteId" = watched."websiteId")
      AND NOT EXISTS (SELECT FROM "DriftWatch" watch WHERE watch."assetId" = watched."assetId")
    ORDER BY watched."approvedAt", watched."websiteId", watched."assetId" LIMIT ${atMost}::int`;
  const { count } = await db.driftWatch.createMany({
    data: rows.map((row) => ({ ...row, id: newId(now.getTime()), nextLookAt: now })),
    skipDuplicates: true,
  });
  return count;
}

/** Lets what was approved anew, or is approved again, be looked at now; a new approval is compared with anew. */
export async function renewWatches(db: Database, _scope: PlatformScope, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE "DriftWatch" watch SET "nextLookAt" = ${now}, "failures" = 0, "version" = watch."version" + 1,
      "approvedAt" = greatest(watch."approvedAt", watched."approvedAt"),
      "snapshot" = CASE WHEN watch."approvedAt" < watched."approvedAt" THEN NULL ELSE watch."snapshot" END,
      "snapshotAt" = CASE WHEN watch."approvedAt" < watched."approvedAt" THEN NULL ELSE watch."snapshotAt" END
    FROM (${WATCHED_SQL}) watched
    WHERE ${SAME_SQL} AND (watch."approvedAt" < watched."approvedAt" OR watch."nextLookAt" IS NULL)`;
}

/** Stops looking at what no approval is about any more. */
export async function endWatches(db: Database, _scope: PlatformScope): Promise<void> {
  await db.$executeRaw`
    UPDATE "DriftWatch" watch SET "nextLookAt" = NULL
    WHERE watch."nextLookAt" IS NOT NULL AND NOT EXISTS (SELECT FROM (${WATCHED_SQL}) watched WHERE ${SAME_SQL})`;
}

/** Those to be looked at, the longest waiting first. */
export async function findDueWatches(
  db: Database,
  _scope: PlatformScope,
  { now, atMost }: { now: Date; atMost: number },
): Promise<string[]> {
  const rows = await db.driftWatch.findMany({
    where: { nextLookAt: { lte: now } },
    orderBy: [{ nextLookAt: 'asc' }, { id: 'asc' }],
    take: atMost,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
