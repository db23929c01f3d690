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
export function findAssetTimeline(
  db: Database,
  scope: OrganizationScope,
  { assetId, websiteIds }: { assetId: string; websiteIds: readonly string[] },
  limit: number,
): Promise<AuditRow[]> {
  return db.auditEntry.findMany({
    where: {
      organizationId: scope.organizationId,
      OR: [{ assetId }, { assetId: null, websiteId: { in: [...websiteIds] } }],
    },
    orderBy: [{ at: 'desc' }, { sequence: 'desc' }],
    take: limit,
  });
}
