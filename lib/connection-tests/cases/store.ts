import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { JsonObject } from '@/lib/signing/canonical';
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
  const row = await tx.connectionCase.findFirst({ where: { id: caseId, assetId, organizationId } });
  return row && { ...row, request: row.request as JsonObject };
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
  added: Place & Pick<ConnectionCase, 'id' | 'name' | 'request'> & { at: Date },
): Promise<void> {
  const { at, request, ...columns } = added;
  await tx.connectionCase.create({
    data: { ...columns, request: toJson(request), organizationId: scope.organizationId, updatedAt: at },
  });
}

/**
 * Writes a name or a request and raises the version; the caller holds the case and has compared it. With another
 * request the last result says nothing any more.
 */
export async function updateCase(
  tx: Transaction,
  scope: OrganizationScope,
  change: { caseId: string; version: number; name?: string; request?: JsonObject; at: Date },
): Promise<void> {
  const { caseId, version, name, request, at } = change;
  await tx.connectionCase.updateMany({
    where: { id: caseId, version, organizationId: scope.organizationId },
    data: {
      version: { increment: 1 },
      updatedAt: at,
      ...(name === undefined ? {} : { name }),
      ...(request ? { request: toJson(request), lastRunDeclaration: null } : {}),
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
