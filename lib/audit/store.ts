import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

export type AuditRow = {
  id: string;
  actorId: string | null;
  actorLabel: string;
  event: string;
  subjectType: string;
  subjectId: string;
  assetId: string | null;
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

/** Newest first. */
export function findAssetTimeline(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
  limit: number,
): Promise<AuditRow[]> {
  return db.auditEntry.findMany({
    where: { organizationId: scope.organizationId, assetId },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}
