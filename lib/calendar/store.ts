import type { OrganizationScope } from '@/lib/auth/actor';
import { DAY_MS, HOUR_MS } from '@/lib/core/clock';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { REVIEWING } from '@/lib/lifecycle/rules/status';
import { newestEndedScanSql } from '@/lib/scans/for-other-rooms';
import type { DatedReview, DatedWebsite, Named, TimeRange } from './calendar-record';

/** An automatic scan starts so long after it is due at the latest: its window is once a day. */
const WINDOW_AFTER_MS = 26 * HOUR_MS;

export type CalendarSearch = TimeRange & { now: Date; assetId: string | null };

type FoundWebsite = Named & { assets: Named[] } & {
  [Column in 'scanId' | 'zone']: string | null;
} & { [Column in 'scanCompletedAt' | 'completedAt' | 'savedAt']: Date | null } & {
  [Column in 'daysBefore' | 'hour']: number | null;
};

/**
 * Websites with a scan that ends, or an automatic one that may be booked, in the range: in one statement, however many
 * there are. A date before the range may be among them, as an automatic scan's is found by when it is due.
 */
export async function findDatedWebsites(
  db: Database,
  { organizationId }: OrganizationScope,
  { from, to, now, assetId }: CalendarSearch,
): Promise<DatedWebsite[]> {
  const ago = (at: Date, ms: number) => new Date(at.getTime() - ms);
  const validMs = SCAN_VALID_DAYS * DAY_MS;
  const rows = await db.$queryRaw<FoundWebsite[]>`
    SELECT w."id", w."name", newest."id" AS "scanId", newest."completedAt" AS "scanCompletedAt",
      complete."completedAt", r."daysBefore", r."hour", r."zone", r."savedAt",
      coalesce((
        SELECT json_agg(json_build_object('id', a."id", 'name', a."name") ORDER BY a."name", a."id")
        FROM "AssetWebsite" aw JOIN "Asset" a ON a."id" = aw."assetId" AND a."deletedAt" IS NULL
        WHERE aw."websiteId" = w."id"), '[]') AS "assets"
    FROM "Website" w
    LEFT JOIN LATERAL (${newestEndedScanSql(Prisma.sql`w."id"`)}) ended ON true
    LEFT JOIN LATERAL (SELECT ended."id", ended."completedAt" WHERE ended."status" = 'COMPLETE') newest ON true
    LEFT JOIN "RescanSetting" r ON r."websiteId" = w."id" AND r."organizationId" = w."organizationId"
    LEFT JOIN LATERAL (
      SELECT max(s."completedAt") AS "completedAt" FROM "Scan" s
      WHERE s."websiteId" = w."id" AND s."status" = 'COMPLETE' AND r."websiteId" IS NOT NULL
    ) complete ON true
    WHERE w."organizationId" = ${organizationId}::uuid AND w."deletedAt" IS NULL
      AND (${assetId}::uuid IS NULL OR EXISTS (
        SELECT FROM "AssetWebsite" WHERE "websiteId" = w."id" AND "assetId" = ${assetId}::uuid))
      AND (newest."completedAt" >= ${ago(from, validMs)}::timestamptz
          AND newest."completedAt" < ${ago(to, validMs)}::timestamptz
        OR complete."completedAt" IS NOT NULL AND ${now}::timestamptz < ${to}::timestamptz
          AND complete."completedAt" < ${ago(to, validMs)}::timestamptz + r."daysBefore" * interval '1 day'
          AND greatest(${now}::timestamptz, complete."completedAt" + ${validMs / 1_000}::int * interval '1 second'
            - r."daysBefore" * interval '1 day') >= ${ago(from, WINDOW_AFTER_MS)}::timestamptz)
    ORDER BY w."id"`;
  return rows.map(toWebsite);
}

function toWebsite(row: FoundWebsite): DatedWebsite {
  const { id, name, assets, scanId, scanCompletedAt, completedAt, daysBefore, hour, zone, savedAt } = row;
  const isScanned = scanId !== null && scanCompletedAt !== null;
  const isBooked =
    completedAt !== null && daysBefore !== null && hour !== null && zone !== null && savedAt !== null;
  return {
    ...{ id, name, assets },
    scan: isScanned ? { id: scanId, completedAt: scanCompletedAt } : null,
    rescan: isBooked ? { daysBefore, hour, zone, savedAt, completedAt } : null,
  };
}

/** Reviews that end in the range. One whose clock stands still has no date. */
export async function findDatedReviews(
  db: Database,
  { organizationId }: OrganizationScope,
  { from, to, assetId }: CalendarSearch,
): Promise<DatedReview[]> {
  type Row = Omit<DatedReview, 'asset'> & { assetId: string; assetName: string };
  const rows = await db.$queryRaw<Row[]>`
    SELECT s."id" AS "submissionId", s."number", s."deadlineAt",
      -- A reply moves the deadline, and leaves the status as it is.
      coalesce((SELECT t."at" FROM "SubmissionTransition" t WHERE t."submissionId" = s."id"
        ORDER BY t."sequence" DESC LIMIT 1), s."statusSince") AS "since",
      a."id" AS "assetId", a."name" AS "assetName"
    FROM "Submission" s JOIN "Asset" a ON a."id" = s."assetId" AND a."deletedAt" IS NULL
    WHERE s."organizationId" = ${organizationId}::uuid AND s."status" = ${REVIEWING}::"SubmissionStatus"
      AND s."pausedAt" IS NULL AND s."deadlineAt" >= ${from}::timestamptz AND s."deadlineAt" < ${to}::timestamptz
      AND (${assetId}::uuid IS NULL OR a."id" = ${assetId}::uuid)
    ORDER BY s."id"`;
  return rows.map(({ assetId: id, assetName: name, ...review }) => ({ ...review, asset: { id, name } }));
}

/** Whether anything has ever had a date: a complete scan of a website that is still there, or a review under way. */
export async function hasDates(db: Database, { organizationId }: OrganizationScope): Promise<boolean> {
  const [row] = await db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM "Website" w JOIN "Scan" s ON s."websiteId" = w."id" AND s."status" = 'COMPLETE'
      WHERE w."organizationId" = ${organizationId}::uuid AND w."deletedAt" IS NULL
    ) OR EXISTS (
      SELECT FROM "Submission" WHERE "organizationId" = ${organizationId}::uuid AND "status" = ${REVIEWING}::"SubmissionStatus"
    ) AS "found"`;
  return row?.found ?? false;
}
