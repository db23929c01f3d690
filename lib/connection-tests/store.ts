import type { OrganizationScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import type { Attempt, ConnectionDeclaration, Prisma } from '@/lib/db/generated/client';
import { toJson } from '@/lib/db/json';
import type { ExchangeTiming, OutboundFailure, RawHeader } from '@/lib/http/exchange';
import type { JsonObject } from '@/lib/signing/canonical';
import type { CallRecord, ConnectionCase, Declaration } from './connection-record';
import type { ResponseCheck } from './rules/check';

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
      request: toJson(result.request),
      isRequired: true,
    },
    update: {
      ...last,
      ...(result.isPassed ? { request: toJson(result.request), version: { increment: 1 } } : {}),
    },
  });
}

export async function insertCall(tx: Transaction, scope: OrganizationScope, call: CallRecord): Promise<void> {
  const { attempt, ...message } = call;
  const { requestBody, responseBody, requestHead, responseHead, failure, timing, checks, ...columns } =
    attempt;
  await tx.message.create({
    data: {
      ...message,
      organizationId: scope.organizationId,
      attempts: {
        create: {
          ...columns,
          id: message.id,
          sequence: 1,
          requestHead: toJson(requestHead),
          requestBody: Uint8Array.from(requestBody),
          ...(responseHead ? { responseHead: toJson(responseHead) } : {}),
          responseBody: responseBody && Uint8Array.from(responseBody),
          ...(failure ? { failure: toJson(failure) } : {}),
          timing: toJson(timing),
          checks: toJson(checks),
        },
      },
    },
  });
}

const toCall = (
  row: Prisma.MessageGetPayload<{ include: { attempts: true } }>,
  attempt: Attempt,
): CallRecord => {
  const { attempts: _, organizationId: __, ...message } = row;
  return {
    ...message,
    attempt: {
      ...attempt,
      requestHead: attempt.requestHead as unknown as RawHeader[],
      responseHead: attempt.responseHead as unknown as RawHeader[] | null,
      failure: attempt.failure as unknown as OutboundFailure | null,
      timing: attempt.timing as unknown as ExchangeTiming,
      checks: attempt.checks as unknown as ResponseCheck[],
    },
  };
};

/** One call with its newest try. @throws AppError NOT_FOUND */
export async function findCall(
  db: Database,
  scope: OrganizationScope,
  messageId: string,
): Promise<CallRecord> {
  const row = isId(messageId)
    ? await db.message.findFirst({
        where: { id: messageId, organizationId: scope.organizationId },
        include: { attempts: { orderBy: { sequence: 'desc' }, take: 1 } },
      })
    : null;
  const [attempt] = row?.attempts ?? [];
  if (!row || !attempt) throw notFound('message');
  return toCall(row, attempt);
}

/** The newest call of an activity that passed; null when none ever did. */
export async function findLastPassed(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
  activity: string,
): Promise<CallRecord | null> {
  const row = await db.message.findFirst({
    where: { assetId, organizationId: scope.organizationId, activity, isPassed: true },
    orderBy: { createdAt: 'desc' },
    include: { attempts: { orderBy: { sequence: 'desc' }, take: 1 } },
  });
  const [attempt] = row?.attempts ?? [];
  return row && attempt ? toCall(row, attempt) : null;
}
