import type { OrganizationScope } from '@/lib/auth/actor';
import type { Week } from '@/lib/core/zone-weeks';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { EARLIER_SQL, FIXED_SQL, IS_ADDED_SQL } from '../trend-store';

/** Of the websites that are there, the newest. */
const sitesSql = ({ organizationId }: OrganizationScope, atMost: number) => Prisma.sql`
  SELECT "id" FROM "Website" WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL
  ORDER BY "createdAt" DESC, "id" DESC LIMIT ${atMost}`;

/** Weeks as rows `from`, `to` and `week`, which is 1, 2, 3 … */
const weeksSql = (weeks: readonly Week[]) => Prisma.sql`
  unnest(${weeks.map(({ from }) => from.toISOString())}::timestamptz[],
    ${weeks.map(({ to }) => to.toISOString())}::timestamptz[]) WITH ORDINALITY AS span("from", "to", "week")`;

export type StandingRow = { week: number; websites: number } & {
  [Severity in 'high' | 'medium' | 'low' | 'hint']: number;
};

/**
 * What the newest complete scan of each website had found at the end of each week; a week before the first scan has no row.
 * Findings of a scan are counted once, in however many weeks it is the newest.
 */
export function findStandingFindings(
  db: Database,
  scope: OrganizationScope,
  weeks: readonly Week[],
  atMostSites: number,
): Promise<StandingRow[]> {
  return db.$queryRaw<StandingRow[]>`
    WITH site AS MATERIALIZED (${sitesSql(scope, atMostSites)}),
    standing AS MATERIALIZED (
      SELECT span."week", newest."id" FROM ${weeksSql(weeks)} CROSS JOIN site CROSS JOIN LATERAL (
        SELECT s."id" FROM "Scan" s
        WHERE s."websiteId" = site."id" AND s."organizationId" = ${scope.organizationId}::uuid
          AND s."status" = 'COMPLETE' AND s."completedAt" < span."to"
        ORDER BY s."completedAt" DESC, s."id" DESC LIMIT 1
      ) newest
    ),
    counted AS MATERIALIZED (
      SELECT one."id", found.* FROM (SELECT DISTINCT "id" FROM standing) one CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE f."severity" = 'HIGH') AS high,
          count(*) FILTER (WHERE f."severity" = 'MEDIUM') AS medium,
          count(*) FILTER (WHERE f."severity" = 'LOW') AS low,
          count(*) FILTER (WHERE f."severity" = 'HINT') AS hint
        FROM "Finding" f WHERE f."scanId" = one."id"
      ) found
    )
    SELECT standing."week"::int AS week, count(*)::int AS websites, sum(high)::int AS high, sum(medium)::int AS medium,
      sum(low)::int AS low, sum(hint)::int AS hint
    FROM standing JOIN counted ON counted."id" = standing."id"
    GROUP BY standing."week" ORDER BY standing."week"`;
}

/** @property compared how many scans of the week had one before; @property since the oldest scan that was looked at */
export type ChangeRow = {
  week: number;
  compared: number;
  added: number;
  fixed: number;
  since: Date;
  looked: number;
};

/**
 * What complete scans of these weeks found new and fixed since the complete scan before, summed by week: of the newest
 * scans, at most `atMostScans`.
 */
export function findWeeklyChanges(
  db: Database,
  scope: OrganizationScope,
  weeks: readonly Week[],
  { atMostSites, atMostScans }: { atMostSites: number; atMostScans: number },
): Promise<ChangeRow[]> {
  return db.$queryRaw<ChangeRow[]>`
    WITH site AS MATERIALIZED (${sitesSql(scope, atMostSites)}),
    recent AS MATERIALIZED (
      SELECT s."id", s."websiteId", s."organizationId", s."completedAt", s."result" FROM site JOIN "Scan" s
        ON s."websiteId" = site."id" AND s."organizationId" = ${scope.organizationId}::uuid AND s."status" = 'COMPLETE'
        AND s."completedAt" >= ${weeks[0]?.from}::timestamptz AND s."completedAt" < ${weeks.at(-1)?.to}::timestamptz
      ORDER BY s."completedAt" DESC, s."id" DESC LIMIT ${atMostScans}
    ),
    ended AS MATERIALIZED (
      SELECT s."id", s."completedAt", s."result", earlier."id" AS "beforeId"
      FROM recent s LEFT JOIN LATERAL (${EARLIER_SQL}) earlier ON true
    ),
    changed AS (
      SELECT ended."completedAt", ended."beforeId" IS NOT NULL AS "isCompared",
        CASE WHEN ended."beforeId" IS NULL THEN 0 ELSE (
          SELECT count(*) FROM "Finding" f WHERE f."scanId" = ended."id" AND ${IS_ADDED_SQL}) END AS added,
        (${FIXED_SQL}) AS fixed
      FROM ended
    )
    SELECT span."week"::int AS week, (count(*) FILTER (WHERE "isCompared"))::int AS compared,
      sum(added)::int AS added, sum(fixed)::int AS fixed,
      (SELECT min("completedAt") FROM recent) AS since, (SELECT count(*)::int FROM recent) AS looked
    FROM changed JOIN ${weeksSql(weeks)} ON "completedAt" >= span."from" AND "completedAt" < span."to"
    GROUP BY span."week" ORDER BY span."week"`;
}

/** How many websites there are. */
export const countSites = (db: Database, { organizationId }: OrganizationScope): Promise<number> =>
  db.website.count({ where: { organizationId, deletedAt: null } });
