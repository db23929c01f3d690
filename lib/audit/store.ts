import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { AuditEvent } from './rules/audit-events';

export type AuditRow = {
  id: string;
  actorId: string | null;
  actorLabel: string;
  event: AuditEvent;
  subjectType: string;
  subjectId: string;
  assetId: string | null;
  websiteId: string | null;
  before: unknown;
  after: unknown;
  at: Date;
};

/** In one statement of one parameter, however many they are: a thousand rows of parameters take longer than the rows. */
export async function insertAuditEntries(
  tx: Transaction,
  entries: readonly Prisma.AuditEntryCreateManyInput[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AuditEntry" ("id", "organizationId", "actorId", "actorLabel", "event", "subjectType", "subjectId",
      "assetId", "websiteId", "before", "after", "requestId", "at")
    SELECT "id", "organizationId", "actorId", "actorLabel", "event", "subjectType", "subjectId",
      "assetId", "websiteId", "before", "after", "requestId", "at"
    FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS ("id" uuid, "organizationId" uuid,
      "actorId" uuid, "actorLabel" text, "event" text, "subjectType" text, "subjectId" uuid, "assetId" uuid,
      "websiteId" uuid, "before" jsonb, "after" jsonb, "requestId" text, "at" timestamptz)) WITH ORDINALITY
    ORDER BY "ordinality"`;
}

/** Entries of the asset, and those of its websites that are of no asset in particular. Newest first. */
export async function findAssetTimeline(
  db: Database,
  scope: OrganizationScope,
  { assetId, websiteIds }: { assetId: string; websiteIds: readonly string[] },
  limit: number,
): Promise<AuditRow[]> {
  const rows = await db.auditEntry.findMany({
    where: {
      organizationId: scope.organizationId,
      OR: [{ assetId }, { assetId: null, websiteId: { in: [...websiteIds] } }],
      NOT: { OR: await findUntold(db, scope, assetId) },
    },
    omit: { position: true, seal: true },
    orderBy: [{ at: 'desc' }, { sequence: 'desc' }],
    take: limit,
  });
  return rows as AuditRow[];
}

/** Verdicts that no decision has told yet: those of a review that goes on, and of one that was withdrawn. */
async function findUntold(
  db: Database,
  { organizationId }: OrganizationScope,
  assetId: string,
): Promise<Prisma.AuditEntryWhereInput[]> {
  const event = 'appeal.verdictGiven' satisfies AuditEvent;
  const appeals = await db.appeal.findMany({
    where: { organizationId, submission: { assetId } },
    select: { id: true, submittedAt: true, decidedAt: true },
  });
  return appeals.map(({ id, submittedAt, decidedAt }) => ({
    event,
    subjectId: id,
    ...(decidedAt && submittedAt ? { at: { lt: submittedAt } } : {}),
  }));
}
