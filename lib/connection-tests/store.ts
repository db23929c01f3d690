import type { OrganizationScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { ConnectionDeclaration } from '@/lib/db/generated/client';
import { toJson } from '@/lib/db/json';
import type { JsonObject } from '@/lib/signing/canonical';
import type { ConnectionCase, Declaration } from './connection-record';

const ofOrganization = (scope: OrganizationScope) => ({ asset: { organizationId: scope.organizationId } });

const toDeclaration = ({ accessKey, extensionParameters, ...row }: ConnectionDeclaration): Declaration => ({
  ...row,
  isAccessKeySet: accessKey !== null,
  extensionParameters: extensionParameters as Declaration['extensionParameters'],
});

/** By asset id; an asset that declared nothing is absent. */
export async function findDeclarations(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<Map<string, Declaration>> {
  const rows = await db.connectionDeclaration.findMany({
    where: { assetId: { in: [...assetIds] }, ...ofOrganization(scope) },
  });
  return new Map(rows.map((row) => [row.assetId, toDeclaration(row)]));
}

/** The sealed access key; null where none is set. */
export async function findSealedAccessKey(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<string | null> {
  const row = await db.connectionDeclaration.findFirst({
    where: { assetId, ...ofOrganization(scope) },
    select: { accessKey: true },
  });
  return row?.accessKey ?? null;
}

export type DeclarationChange = Pick<
  Declaration,
  | 'assetId'
  | 'protocol'
  | 'productKind'
  | 'billingModes'
  | 'productionUrl'
  | 'extensionParameters'
  | 'provisioningInfo'
  | 'encryptionAlgorithm'
> & { sealedAccessKey: string | null; updatedById: string; at: Date };

/** Whose values somebody else's edit meets; null when the account is gone. */
export async function findUserName(db: Database, userId: string): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { name: true } });
  return user?.name ?? null;
}

/** Writes the declaration; the caller holds the asset's row and has compared the version. */
export async function writeDeclaration(tx: Transaction, change: DeclarationChange): Promise<void> {
  const { assetId, sealedAccessKey, at, extensionParameters, ...columns } = change;
  const data = {
    ...columns,
    extensionParameters: toJson(extensionParameters),
    updatedAt: at,
    ...(sealedAccessKey ? { accessKey: sealedAccessKey, accessKeySetAt: at } : {}),
  };
  await tx.connectionDeclaration.upsert({
    where: { assetId },
    create: { ...data, assetId, version: 1 },
    update: { ...data, version: { increment: 1 } },
  });
}

/** All cases of these assets. */
export async function findCases(
  db: Database,
  scope: OrganizationScope,
  assetIds: readonly string[],
): Promise<ConnectionCase[]> {
  const rows = await db.connectionCase.findMany({
    where: { assetId: { in: [...assetIds] }, organizationId: scope.organizationId },
    orderBy: { activity: 'asc' },
  });
  return rows.map((row) => ({ ...row, request: row.request as JsonObject }));
}

/**
 * Keeps how a case went. Its request is kept when it passed, as KooGallery saves a case that succeeded; a failure
 * leaves the saved request as it is.
 */
export async function writeCaseResult(
  tx: Transaction,
  scope: OrganizationScope,
  result: {
    id: string;
    assetId: string;
    activity: string;
    request: JsonObject;
    isPassed: boolean;
    messageId: string;
    declarationVersion: number;
    at: Date;
  },
): Promise<void> {
  const last = {
    lastPassed: result.isPassed,
    lastRunAt: result.at,
    lastRunDeclaration: result.declarationVersion,
    lastMessageId: result.messageId,
    updatedAt: result.at,
  };
  const { id, assetId, activity } = result;
  await tx.connectionCase.upsert({
    where: { assetId_activity_name: { assetId, activity, name: '' } },
    create: {
      ...last,
      id,
      assetId,
      activity,
      name: '',
      organizationId: scope.organizationId,
      request: toJson(result.isPassed ? result.request : {}),
      isRequired: true,
    },
    update: {
      ...last,
      ...(result.isPassed ? { request: toJson(result.request), version: { increment: 1 } } : {}),
    },
  });
}
