import type { OrganizationScope } from '@/lib/auth/actor';
import type { Week } from '@/lib/core/zone-weeks';
import type { Database } from '@/lib/db/client';

/** @property looked how many calls there are in all of the weeks, as far as they were looked at */
export type WeekCallsRow = {
  week: number;
  calls: number;
  passed: number;
  answered: number;
  medianMs: number | null;
  p95Ms: number | null;
  looked: number;
};

/**
 * The calls of these weeks by the week in which they were made, of the newest calls at most `atMost`. What was sent to find
 * a cause is none. A duration is of a call that was answered, by its newest attempt.
 */
export function findWeeklyCalls(
  db: Database,
  { organizationId }: OrganizationScope,
  weeks: readonly Week[],
  atMost: number,
): Promise<WeekCallsRow[]> {
  return db.$queryRaw<WeekCallsRow[]>`
    WITH recent AS MATERIALIZED (
      SELECT "createdAt", "isPassed", "status", "totalMs" FROM "Message"
      WHERE "organizationId" = ${organizationId}::uuid AND "purpose" <> 'DIAGNOSIS'
        AND "createdAt" >= ${weeks[0]?.from}::timestamptz AND "createdAt" < ${weeks.at(-1)?.to}::timestamptz
      ORDER BY "createdAt" DESC, "id" DESC LIMIT ${atMost}
    )
    SELECT span."week"::int AS week, count(*)::int AS calls, (count(*) FILTER (WHERE "isPassed"))::int AS passed,
      count("status")::int AS answered,
      percentile_disc(0.5) WITHIN GROUP (ORDER BY "totalMs") FILTER (WHERE "status" IS NOT NULL) AS "medianMs",
      percentile_disc(0.95) WITHIN GROUP (ORDER BY "totalMs") FILTER (WHERE "status" IS NOT NULL) AS "p95Ms",
      (SELECT count(*)::int FROM recent) AS looked
    FROM recent JOIN unnest(${weeks.map(({ from }) => from.toISOString())}::timestamptz[],
      ${weeks.map(({ to }) => to.toISOString())}::timestamptz[]) WITH ORDINALITY AS span("from", "to", "week")
      ON "createdAt" >= span."from" AND "createdAt" < span."to"
    GROUP BY span."week" ORDER BY span."week"`;
}
