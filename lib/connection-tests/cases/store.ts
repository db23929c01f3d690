import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { ConnectionCase } from '../connection-record';

/** One case of the asset, held until the transaction ends; null when there is none, or when it is another asset's. */
export async function lockCase(
  tx: Transaction,
  scope: OrganizationScope,
  { assetId, caseId }: { assetId: string; caseId: string },
): Promise<ConnectionCase | null> {
  const { organizationId } = scope;
  // A worker may be writing the case's result at this moment.
  await tx.$queryRaw`SELECT 1 FROM "ConnectionCase" WHERE "id" = ${caseId}::uuid
    AND "organizationId" = ${organizationId}::uuid FOR UPDATE`;
  return tx.connectionCase.findFirst({ where: { id: caseId, assetId, organizationId } });
}

type Place = Pick<ConnectionCase, 'assetId' | 'protocol' | 'activity'>;

/** How many cases of an interface were saved under a name. */
export function countNamedCases(
  db: Database,
  scope: OrganizationScope,
  { assetId, protocol, activity }: Place,
): Promise<number> {
  const { organizationId } = scope;
  return db.connectionCase.count({
    where: { assetId, protocol, activity, organizationId, name: { not: '' } },
  });
}

/** Adds a case that has not run yet. Throws the unique violation where the name is taken. */
export async function insertCase(
  tx: Transaction,
  scope: OrganizationScope,
  added: Place & Pick<ConnectionCase, 'id' | 'name' | 'sealedRequest'> & { at: Date },
): Promise<void> {
  const { at, ...columns } = added;
  await tx.connectionCase.create({
    data: { ...columns, organizationId: scope.organizationId, updatedAt: at },
  });
}

/**
 * Writes a name or a request and raises the version; the caller holds the case and has compared it. With another
 * request the last result is no longer valid.
 */
export async function updateCase(
  tx: Transaction,
  scope: OrganizationScope,
  change: { caseId: string; version: number; name?: string; sealedRequest?: string; at: Date },
): Promise<void> {
  const { caseId, version, name, sealedRequest, at } = change;
  await tx.connectionCase.updateMany({
    where: { id: caseId, version, organizationId: scope.organizationId },
    data: {
      version: { increment: 1 },
      updatedAt: at,
      ...(name === undefined ? {} : { name }),
      ...(sealedRequest === undefined ? {} : { sealedRequest, lastRunDeclaration: null }),
    },
  });
}

export async function deleteCaseRow(
  tx: Transaction,
  scope: OrganizationScope,
  caseId: string,
): Promise<void> {
  await tx.connectionCase.deleteMany({ where: { id: caseId, organizationId: scope.organizationId } });
}

/**
 * A case whose newest call was sent again has the result of that try, got with this declaration; not one that has
 * another request by now.
 */
export async function updateRestartedCase(
  tx: Transaction,
  scope: OrganizationScope,
  result: { messageId: string; isPassed: boolean; declarationVersion: number; at: Date },
): Promise<void> {
  await tx.connectionCase.updateMany({
    where: {
      lastMessageId: result.messageId,
      lastRunDeclaration: { not: null },
      organizationId: scope.organizationId,
    },
    data: {
      lastPassed: result.isPassed,
      lastRunAt: result.at,
      lastRunDeclaration: result.declarationVersion,
    },
  });
}
