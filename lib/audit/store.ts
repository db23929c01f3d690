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

export async function insertAuditEntry(
  tx: Transaction,
  entry: Prisma.AuditEntryUncheckedCreateInput,
): Promise<void> {
  await tx.auditEntry.create({ data: entry });
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
