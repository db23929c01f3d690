import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { RescanTime } from '../rules/rescan-window';

export type RescanRecord = RescanTime & {
  /** The end of the newest complete scan; null: there is none. */
  completedAt: Date | null;
};

export async function findRescans(
  db: Database,
  { organizationId }: OrganizationScope,
  websiteId: string,
): Promise<RescanRecord | null> {
  const [row] = await db.$queryRaw<RescanRecord[]>`
    SELECT r."daysBefore", r."hour", r."zone", (SELECT max(s."completedAt") FROM "Scan" s
      WHERE s."websiteId" = r."websiteId" AND s."status" = 'COMPLETE') AS "completedAt"
    FROM "RescanSetting" r
    WHERE r."websiteId" = ${websiteId}::uuid AND r."organizationId" = ${organizationId}::uuid`;
  return row ?? null;
}

/** `time` null: no automatic scans. */
type SavedRescans = { websiteId: string; time: RescanTime | null; savedAt: Date };

export async function putRescans(
  tx: Transaction,
  { organizationId, userId }: OrganizationScope & { userId: string },
  { websiteId, time, savedAt }: SavedRescans,
): Promise<void> {
  if (time === null) {
    await tx.rescanSetting.deleteMany({ where: { websiteId, organizationId } });
    return;
  }
  const saved = { ...time, savedById: userId, savedAt };
  await tx.rescanSetting.upsert({
    where: { websiteId, organizationId },
    create: { websiteId, organizationId, ...saved },
    update: saved,
  });
}

export type DueRescan = RescanTime & {
  websiteId: string;
  organizationId: string;
  /** The newest complete scan, whose results expire soon or have expired. */
  scanId: string;
};

/**
 * Websites whose newest complete scan has reached the time to be repeated, in the order of their ids. Left out: websites
 * with a scan under way, with one that was started after `triedAfter`, and removed ones.
 * @param validMs how long a scan is valid
 */
export function findDueRescans(
  db: Database,
  _scope: PlatformScope,
  { now, validMs, triedAfter }: { now: Date; validMs: number; triedAfter: Date },
  { afterId, atMost }: { afterId: string; atMost: number },
): Promise<DueRescan[]> {
  return db.$queryRaw<DueRescan[]>`
    SELECT r."websiteId", r."organizationId", r."daysBefore", r."hour", r."zone", newest."id" AS "scanId"
    FROM "RescanSetting" r JOIN "Website" w ON w."id" = r."websiteId" AND w."deletedAt" IS NULL
    JOIN LATERAL (
      SELECT s."id", s."completedAt" FROM "Scan" s WHERE s."websiteId" = r."websiteId" AND s."status" = 'COMPLETE'
      ORDER BY s."completedAt" DESC, s."id" DESC LIMIT 1
    ) newest ON newest."completedAt" <= ${now}::timestamptz
      - ${validMs / 1_000}::int * interval '1 second' + r."daysBefore" * interval '1 day'
    WHERE r."websiteId" > ${afterId}::uuid AND NOT EXISTS (
      SELECT FROM "Scan" s WHERE s."websiteId" = r."websiteId"
        AND (s."status" IN ('QUEUED', 'RUNNING') OR s."purpose" <> 'RETEST' AND s."createdAt" > ${triedAfter}))
    ORDER BY r."websiteId" LIMIT ${atMost}::int`;
}
