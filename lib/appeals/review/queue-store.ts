import type { PlatformScope } from '@/lib/auth/actor';
import type { PageRequest } from '@/lib/core/pages';
import { TWO_PERSON_CVSS } from '@/lib/core/policy';
import { REVIEW_CALENDAR_OFFSET_HOURS, type WorkingCalendar } from '@/lib/core/working-days';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { carriedUntilSql, IS_SEVERE_SQL } from '@/lib/findings/for-other-rooms';
import { REVIEWING } from '@/lib/lifecycle/rules/status';
import type { QueueFilter, WaitingOn } from '../schemas';

export type QueueRow = {
  submissionId: string;
  assetName: string;
  organizationName: string;
  number: number;
  since: Date;
  /** Null while the clock is paused: the deadline is then known when the seller has replied. */
  deadlineAt: Date | null;
  pausedAt: Date | null;
  /** `keptWorkingDays` of a paused clock; null while it runs. */
  keptDays: number | null;
  /** An appeal to judge, or a clean submission that the policy holds for a person. */
  kind: 'APPEAL' | 'HELD';
  blocking: number;
  judged: number;
  /** The highest CVSS score that blocks; null where nothing blocks. */
  worstScore: number | null;
  /** Who holds it; null where nobody does. */
  claimedBy: string | null;
  isMine: boolean;
  leaseUntil: Date | null;
  waitingOn: WaitingOn;
};

export type QueuePage = {
  rows: QueueRow[];
  total: number;
  /** How many wait in all, whatever the filters say. */
  waiting: number;
  organizations: { id: string; name: string }[];
};

/** A literal: sent as a parameter the status would hide the index of what is under review. */
const IS_REVIEWING = Prisma.raw(`s."status" = '${REVIEWING}'`);

/** The blocking findings of the last sending, as they were when their scans ended. */
const BLOCKING = Prisma.sql`LEFT JOIN LATERAL (
    SELECT count(*)::int AS "blocking", max(f."cvssScore") AS "worstScore"
    FROM "Scan" scan JOIN "Finding" f ON f."scanId" = scan."id" AND ${IS_SEVERE_SQL}
    WHERE scan."submissionId" = s."id" AND scan."createdAt" >= s."submittedAt" AND ${carriedUntilSql({
      websiteId: Prisma.sql`scan."websiteId"`,
      assetId: Prisma.sql`s."assetId"`,
      at: Prisma.sql`scan."completedAt"`,
    })} IS NULL
  ) b ON true`;

/** The newest verdict on each finding: how many judge it, and need a second reviewer. */
const verdicts = (isTwoPersonRuleOn: boolean) => Prisma.sql`LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE n."outcome" <> 'NEED_MORE')::int AS "judged",
      count(*) FILTER (WHERE ${isTwoPersonRuleOn} AND n."outcome" = 'ACCEPTED' AND n."score" >= ${TWO_PERSON_CVSS}
        AND n."agreed" < 2)::int AS "toSecond"
    FROM (
      SELECT DISTINCT ON (v."findingId") v."outcome", f."cvssScore" AS "score", (
          SELECT count(DISTINCT w."reviewerId") FROM "Verdict" w
          WHERE w."appealId" = v."appealId" AND w."findingId" = v."findingId" AND w."round" = v."round"
            AND w."outcome" = v."outcome" AND NOT EXISTS (
              SELECT FROM "Verdict" x WHERE x."appealId" = v."appealId" AND x."findingId" = v."findingId"
                AND x."round" = v."round" AND x."revision" > w."revision" AND x."outcome" <> v."outcome")
        ) AS "agreed"
      FROM "Verdict" v JOIN "Finding" f ON f."id" = v."findingId"
      WHERE v."appealId" = p."id" AND v."round" = p."round"
      ORDER BY v."findingId", v."revision" DESC
    ) n
  ) j ON true`;

const WAITING_ON = Prisma.sql`CASE
    WHEN EXISTS (SELECT FROM "ReviewDecision" d LEFT JOIN "DecisionEnd" e ON e."decisionId" = d."id"
      WHERE d."submissionId" = s."id" AND e."decisionId" IS NULL) THEN 'EFFECT'
    WHEN s."pausedAt" IS NOT NULL THEN 'SELLER'
    WHEN j."toSecond" > 0 AND j."judged" = b."blocking" THEN 'SECOND'
    WHEN c."reviewerId" IS NOT NULL THEN 'REVIEWER'
    ELSE 'NOBODY' END`;

const LOCAL_DAY = (at: Prisma.Sql) =>
  Prisma.sql`date_trunc('day', ${at} AT TIME ZONE 'UTC' + ${REVIEW_CALENDAR_OFFSET_HOURS}::int * interval '1 hour')`;

/** `keptWorkingDays` in SQL, of the submission `s`: the queue is sorted by it, page by page. */
const keptDays = ({ daysOff, makeUpDays }: WorkingCalendar) => Prisma.sql`CASE
    WHEN s."pausedAt" IS NULL OR s."deadlineAt" IS NULL THEN NULL
    WHEN s."pausedAt" >= s."deadlineAt" THEN 0
    ELSE (SELECT greatest(1, count(*))::int
      FROM generate_series(${LOCAL_DAY(Prisma.sql`s."pausedAt"`)} + interval '1 day',
        ${LOCAL_DAY(Prisma.sql`s."deadlineAt"`)}, interval '1 day') AS day
      WHERE to_char(day, 'YYYY-MM-DD') <> ALL (${[...daysOff]}::text[])
        AND (extract(isodow FROM day) < 6 OR to_char(day, 'YYYY-MM-DD') = ANY (${[...makeUpDays]}::text[]))) END`;

type Wish = { isTwoPersonRuleOn: boolean; calendar: WorkingCalendar };

/** What a reviewer may judge: not what their own organizations send. */
const waiting = ({ userId }: { userId: string }, { isTwoPersonRuleOn, calendar }: Wish) => Prisma.sql`
  SELECT s."id" AS "submissionId", a."name" AS "assetName", o."id" AS "organizationId",
    o."name" AS "organizationName", s."number", s."statusSince" AS "since", s."pausedAt",
    CASE WHEN s."pausedAt" IS NULL THEN s."deadlineAt" END AS "deadlineAt", ${keptDays(calendar)} AS "keptDays",
    CASE WHEN p."id" IS NULL THEN 'HELD' ELSE 'APPEAL' END AS "kind",
    b."blocking", b."worstScore", coalesce(j."judged", 0) AS "judged",
    u."name" AS "claimedBy", coalesce(c."reviewerId" = ${userId}::uuid, false) AS "isMine", c."leaseUntil",
    ${WAITING_ON} AS "waitingOn"
  FROM "Submission" s
    JOIN "Asset" a ON a."id" = s."assetId" AND a."deletedAt" IS NULL
    JOIN "Organization" o ON o."id" = s."organizationId"
    LEFT JOIN "Appeal" p ON p."submissionId" = s."id" AND p."decidedAt" IS NULL
    LEFT JOIN "ReviewClaim" c ON c."submissionId" = s."id" AND c."leaseUntil" > clock_timestamp()
    LEFT JOIN "User" u ON u."id" = c."reviewerId"
    ${BLOCKING} ${verdicts(isTwoPersonRuleOn)}
  WHERE ${IS_REVIEWING} AND s."organizationId" NOT IN (
    SELECT m."organizationId" FROM "Member" m WHERE m."userId" = ${userId}::uuid)`;

const ORDER = {
  // What is paused waits for its seller: it comes after what waits for a reviewer, the shortest rest first.
  deadline: {
    asc: Prisma.sql`"pausedAt" IS NOT NULL, "deadlineAt" ASC NULLS LAST, "keptDays" ASC`,
    desc: Prisma.sql`"pausedAt" IS NOT NULL, "deadlineAt" DESC NULLS LAST, "keptDays" DESC`,
  },
  age: { asc: Prisma.sql`"since" DESC`, desc: Prisma.sql`"since" ASC` },
  severity: { asc: Prisma.sql`"worstScore" ASC NULLS FIRST`, desc: Prisma.sql`"worstScore" DESC NULLS LAST` },
  organization: {
    asc: Prisma.sql`lower("organizationName") ASC`,
    desc: Prisma.sql`lower("organizationName") DESC`,
  },
};

const CLAIMED = {
  MINE: Prisma.sql`"isMine"`,
  FREE: Prisma.sql`"claimedBy" IS NULL`,
  OTHERS: Prisma.sql`"claimedBy" IS NOT NULL AND NOT "isMine"`,
};
const SEVERITY = {
  CRITICAL: Prisma.sql`"worstScore" >= ${TWO_PERSON_CVSS}`,
  HIGH: Prisma.sql`"worstScore" < ${TWO_PERSON_CVSS}`,
  NONE: Prisma.sql`"worstScore" IS NULL`,
};

/** `100%` searched for is 100% found: the wildcards of LIKE are plain characters here. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

function conditions({ q, organization, claimed, severity, waitingOn }: QueueFilter): Prisma.Sql {
  const parts = [Prisma.sql`true`];
  if (q !== '')
    parts.push(Prisma.sql`("assetName" ILIKE ${containing(q)} OR "organizationName" ILIKE ${containing(q)})`);
  if (organization) parts.push(Prisma.sql`"organizationId" = ${organization}::uuid`);
  if (claimed) parts.push(CLAIMED[claimed]);
  if (severity) parts.push(SEVERITY[severity]);
  if (waitingOn) parts.push(Prisma.sql`"waitingOn" = ${waitingOn}`);
  return Prisma.join(parts, ' AND ');
}

type Instants = 'since' | 'deadlineAt' | 'pausedAt' | 'leaseUntil';
type Written = Omit<QueueRow, Instants> & { since: string } & Record<
    Exclude<Instants, 'since'>,
    string | null
  >;
const readInstant = (text: string | null) => (text === null ? null : new Date(text));

/** One page of what waits for a reviewer, and by which organizations it can be filtered, in one statement. */
export async function findQueue(
  db: Database,
  scope: PlatformScope & { userId: string },
  filter: QueueFilter & Wish,
  page: PageRequest,
): Promise<QueuePage> {
  const order = Prisma.sql`${ORDER[filter.sort][filter.direction]}, "submissionId"`;
  const [found] = await db.$queryRaw<[Omit<QueuePage, 'rows'> & { rows: Written[] }]>`
    WITH waiting AS MATERIALIZED (${waiting(scope, filter)}),
      chosen AS (SELECT * FROM waiting WHERE ${conditions(filter)})
    SELECT coalesce((SELECT json_agg(listed) FROM (
        SELECT * FROM chosen ORDER BY ${order} LIMIT ${page.size} OFFSET ${(page.page - 1) * page.size}
      ) listed), '[]') AS rows,
      (SELECT count(*)::int FROM chosen) AS total,
      (SELECT count(*)::int FROM waiting) AS waiting,
      coalesce((SELECT json_agg(named) FROM (
        SELECT DISTINCT "organizationId" AS id, "organizationName" AS name FROM waiting ORDER BY 2, 1
      ) named), '[]') AS organizations`;
  return {
    ...found,
    rows: found.rows.map((row) => ({
      ...row,
      since: new Date(row.since),
      deadlineAt: readInstant(row.deadlineAt),
      pausedAt: readInstant(row.pausedAt),
      leaseUntil: readInstant(row.leaseUntil),
    })),
  };
}
