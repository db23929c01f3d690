import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import type { Database, Transaction } from '@/lib/db/client';
import type { WebhookEndpoint } from '../endpoint-record';

const columns = {
  id: true,
  organizationId: true,
  url: true,
  subjects: true,
  failures: true,
  disabledAt: true,
  disabledReason: true,
  previousUsableUntil: true,
  version: true,
  createdAt: true,
} as const;

const ofScope = ({ organizationId }: OrganizationScope) => ({ organizationId, deletedAt: null });

/** Oldest first. */
export async function findEndpoints(db: Database, scope: OrganizationScope): Promise<WebhookEndpoint[]> {
  const rows = await db.webhookEndpoint.findMany({
    where: ofScope(scope),
    select: columns,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows as WebhookEndpoint[];
}

/** @throws AppError NOT_FOUND */
export async function requireEndpoint(
  db: Database,
  scope: OrganizationScope,
  endpointId: string,
): Promise<WebhookEndpoint> {
  const row = await db.webhookEndpoint.findFirst({
    where: { id: endpointId, ...ofScope(scope) },
    select: columns,
  });
  if (!row) throw notFound('webhook');
  return row as WebhookEndpoint;
}

/** Reads an endpoint and holds its row until the transaction ends. @throws AppError NOT_FOUND */
export async function lockEndpoint(
  tx: Transaction,
  scope: OrganizationScope,
  endpointId: string,
): Promise<WebhookEndpoint> {
  await tx.$queryRaw`SELECT 1 FROM "WebhookEndpoint" WHERE "id" = ${endpointId}::uuid FOR UPDATE`;
  return requireEndpoint(tx, scope, endpointId);
}

/** Holds the organization's row, so that two additions at once do not pass the limit. */
export async function lockOwner(tx: Transaction, { organizationId }: OrganizationScope): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Organization" WHERE "id" = ${organizationId}::uuid FOR UPDATE`;
}

export async function insertEndpoint(
  tx: Transaction,
  endpoint: {
    id: string;
    organizationId: string;
    url: string;
    subjects: string[];
    sealedSecret: string;
    createdById: string;
    createdAt: Date;
  },
): Promise<void> {
  await tx.webhookEndpoint.create({ data: { ...endpoint, updatedAt: endpoint.createdAt } });
}

type Change = {
  url?: string;
  subjects?: string[];
  failures?: number;
  disabledAt?: Date | null;
  disabledReason?: string | null;
  deletedAt?: Date;
  sealedSecret?: string;
  sealedPrevious?: string | null;
  previousUsableUntil?: Date | null;
};

export async function updateEndpoint(
  tx: Transaction,
  _scope: OrganizationScope | PlatformScope,
  endpointId: string,
  change: Change & { at: Date },
): Promise<void> {
  const { at, ...data } = change;
  await tx.webhookEndpoint.update({
    where: { id: endpointId },
    data: { ...data, updatedAt: at, version: { increment: 1 } },
  });
}

export type SealedSecrets = {
  sealedSecret: string;
  sealedPrevious: string | null;
  previousUsableUntil: Date | null;
};

export const findSealedSecrets = (
  db: Database,
  _scope: OrganizationScope | PlatformScope,
  endpointId: string,
): Promise<SealedSecrets | null> =>
  db.webhookEndpoint.findUnique({
    where: { id: endpointId },
    select: { sealedSecret: true, sealedPrevious: true, previousUsableUntil: true },
  });

/** The endpoints of these organizations that are sent anything. */
export async function findReceivers(
  tx: Transaction,
  organizationIds: readonly string[],
): Promise<Pick<WebhookEndpoint, 'id' | 'organizationId' | 'subjects'>[]> {
  const rows = await tx.webhookEndpoint.findMany({
    where: { organizationId: { in: [...organizationIds] }, deletedAt: null, disabledAt: null },
    select: { id: true, organizationId: true, subjects: true },
  });
  return rows as Pick<WebhookEndpoint, 'id' | 'organizationId' | 'subjects'>[];
}
