import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** The complete scan before a scan `s`, of the same website. */
export const EARLIER_SQL = Prisma.sql`
  SELECT b."id" FROM "Scan" b
  WHERE b."websiteId" = s."websiteId" AND b."organizationId" = s."organizationId"
    AND b."status" = 'COMPLETE' AND b."completedAt" < s."completedAt"
  ORDER BY b."completedAt" DESC, b."id" DESC LIMIT 1`;

/** Whether a finding `f` was not found by the scan before `ended`. */
export const IS_ADDED_SQL = Prisma.sql`
  NOT EXISTS (
    SELECT FROM "Finding" was
    WHERE was."scanId" = ended."beforeId" AND was."fingerprint" = f."fingerprint")`;

/** How many findings of the scan before `ended` it has fixed: not found, and their class was fully tested. */
export const FIXED_SQL = Prisma.sql`
  SELECT count(*)::int FROM "Finding" was
  WHERE was."scanId" = ended."beforeId"
    AND NOT EXISTS (
      SELECT FROM "Finding" now WHERE now."scanId" = ended."id" AND now."fingerprint" = was."fingerprint")
    AND EXISTS (
      SELECT FROM jsonb_array_elements(coalesce(ended."result"->'checklist', '[]')) entry
      WHERE entry->>'class' = was."class"
        AND (entry->>'state' IN ('CLEAN', 'NOTHING_TO_TEST') OR entry->>'isFullyTested' = 'true'))`;

export type TrendRow = {
  id: string;
  status: 'COMPLETE' | 'INCOMPLETE';
  completedAt: Date;
  high: number;
  medium: number;
  low: number;
  hint: number;
  /** Null where there is no complete scan before it. */
  beforeId: string | null;
  added: number;
  fixed: number;
};

/**
 * The last scans of a website that came to an end, newest first, with how many findings of each severity they have and what
 * is new and fixed since the complete scan before. Fixed is what was found then and not now, where its class was fully
 * tested now: what was not tested is not known to be gone. The statuses are literals, as the index has them.
 */
export async function findTrend(
  db: Database,
  scope: OrganizationScope,
  websiteId: string,
  atMost: number,
): Promise<TrendRow[]> {
  return db.$queryRaw<TrendRow[]>`
    WITH ended AS (
      SELECT s."id", s."status", s."completedAt", s."result", earlier."id" AS "beforeId"
      FROM "Scan" s
      LEFT JOIN LATERAL (${EARLIER_SQL}) earlier ON true
      WHERE s."websiteId" = ${websiteId}::uuid AND s."organizationId" = ${scope.organizationId}::uuid
        AND s."status" IN ('COMPLETE', 'INCOMPLETE') AND s."startedAt" IS NOT NULL
      ORDER BY s."completedAt" DESC, s."id" DESC LIMIT ${atMost}
    )
    SELECT ended."id", ended."status"::text AS status, ended."completedAt", ended."beforeId",
      found.high, found.medium, found.low, found.hint, found.added,
      (${FIXED_SQL}) AS fixed
    FROM ended
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE f."severity" = 'HIGH')::int AS high,
        count(*) FILTER (WHERE f."severity" = 'MEDIUM')::int AS medium,
        count(*) FILTER (WHERE f."severity" = 'LOW')::int AS low,
        count(*) FILTER (WHERE f."severity" = 'HINT')::int AS hint,
        count(*) FILTER (WHERE ${IS_ADDED_SQL})::int AS added
      FROM "Finding" f WHERE f."scanId" = ended."id"
    ) found
    ORDER BY ended."completedAt" DESC, ended."id" DESC`;
}

/** How many scans of a website came to an end. */
export async function countEndedScans(
  db: Database,
  scope: OrganizationScope,
  websiteId: string,
): Promise<number> {
  return db.scan.count({
    where: {
      ...{ websiteId, organizationId: scope.organizationId, startedAt: { not: null } },
      status: { in: ['COMPLETE', 'INCOMPLETE'] },
    },
  });
}
