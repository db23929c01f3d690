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

export async function insertAuditEntries(
  tx: Transaction,
  entries: Prisma.AuditEntryCreateManyInput[],
): Promise<void> {
  await tx.auditEntry.createMany({ data: entries });
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
