import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { type Page, type PageRequest, toPage } from '@/lib/core/pages';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { WebhookAttempt, WebhookDelivery } from '../endpoint-record';

export type NewDelivery = {
  id: string;
  endpointId: string;
  organizationId: string;
  eventId: string | null;
  kind: string;
  body: string;
  createdAt: Date;
};

/** Those that are new: of an event there is one for each endpoint. @returns their ids */
export async function insertDeliveries(
  tx: Transaction,
  deliveries: readonly NewDelivery[],
): Promise<string[]> {
  const rows = await tx.webhookDelivery.createManyAndReturn({
    data: deliveries.map((one) => ({ ...one, nextAttemptAt: one.createdAt })),
    skipDuplicates: true,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

const columns = {
  id: true,
  endpointId: true,
  kind: true,
  status: true,
  attempts: true,
  nextAttemptAt: true,
  createdAt: true,
  endedAt: true,
} as const;

/** Newest first. */
export async function findDeliveries(
  db: Database,
  { organizationId }: OrganizationScope,
  endpointId: string,
  request: PageRequest,
): Promise<Page<WebhookDelivery>> {
  const where = { endpointId, organizationId };
  const [rows, total] = await Promise.all([
    db.webhookDelivery.findMany({
      where,
      select: columns,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (request.page - 1) * request.size,
      take: request.size,
    }),
    db.webhookDelivery.count({ where }),
  ]);
  return toPage(rows, total, request);
}

/** A delivery with its attempts, the newest first. @throws AppError NOT_FOUND */
export async function requireDelivery(
  db: Database,
  { organizationId }: OrganizationScope,
  deliveryId: string,
): Promise<WebhookDelivery & { body: string; tries: WebhookAttempt[] }> {
  const row = await db.webhookDelivery.findFirst({
    where: { id: deliveryId, organizationId },
    select: { ...columns, body: true, tries: { orderBy: { number: 'desc' } } },
  });
  if (!row) throw notFound('webhook');
  return row as unknown as WebhookDelivery & { body: string; tries: WebhookAttempt[] };
}

/** A delivery whose turn it is, with the number of this attempt, all told and in this round. */
export type TakenDelivery = {
  id: string;
  endpointId: string;
  organizationId: string;
  kind: string;
  body: string;
  attempts: number;
  attemptsBefore: number;
  url: string;
  isReceiverOn: boolean;
};

/** Takes a delivery for one attempt: nobody else has it before `untilAt`. @returns null when it is over, or not its turn */
export async function takeDelivery(
  tx: Transaction,
  _scope: PlatformScope,
  deliveryId: string,
  { now, untilAt }: { now: Date; untilAt: Date },
): Promise<TakenDelivery | null> {
  const [taken] = await tx.$queryRaw<TakenDelivery[]>`
    SELECT d."id", d."endpointId", d."organizationId", d."kind", d."body", d."attempts" + 1 AS "attempts",
      d."attemptsBefore", p."url", p."disabledAt" IS NULL AND p."deletedAt" IS NULL AS "isReceiverOn"
    FROM "WebhookDelivery" d JOIN "WebhookEndpoint" p ON p."id" = d."endpointId"
    WHERE d."id" = ${deliveryId}::uuid AND d."status" = 'QUEUED' AND d."nextAttemptAt" <= ${now}
    FOR UPDATE OF d SKIP LOCKED`;
  if (!taken) return null;
  if (taken.isReceiverOn)
    await tx.webhookDelivery.update({
      where: { id: deliveryId },
      data: { attempts: taken.attempts, nextAttemptAt: untilAt },
    });
  return taken;
}

/** There is no function that changes an attempt: a trigger of the database refuses it too. */
export async function insertWebhookAttempt(
  tx: Transaction,
  _scope: PlatformScope,
  deliveryId: string,
  attempt: WebhookAttempt,
): Promise<void> {
  const { requestHeaders, responseHeaders, ...rest } = attempt;
  await tx.webhookAttempt.create({
    data: {
      deliveryId,
      ...rest,
      requestHeaders: toJson(requestHeaders),
      ...(responseHeaders === null ? {} : { responseHeaders: toJson(responseHeaders) }),
    },
  });
}

/** Ends a delivery, or says when it is tried again. */
export async function setDelivery(
  tx: Transaction,
  _scope: PlatformScope | OrganizationScope,
  deliveryId: string,
  change: {
    status: WebhookDelivery['status'];
    nextAttemptAt: Date | null;
    endedAt: Date | null;
    attemptsBefore?: number;
  },
): Promise<void> {
  await tx.webhookDelivery.update({ where: { id: deliveryId }, data: change });
}

/** Deliveries whose turn was before `before`: nobody is at them, so their job is lost. */
export async function findOverdueDeliveries(
  db: Database,
  _scope: PlatformScope,
  before: Date,
  atMost: number,
): Promise<string[]> {
  const rows = await db.webhookDelivery.findMany({
    where: { status: 'QUEUED', nextAttemptAt: { lt: before } },
    select: { id: true },
    orderBy: [{ nextAttemptAt: 'asc' }, { id: 'asc' }],
    take: atMost,
  });
  return rows.map(({ id }) => id);
}

/**
 * Deletes the oldest finished deliveries before an instant, with their attempts; skips rows that another process has
 * locked.
 * @returns how many
 */
export function deleteDeliveriesBefore(
  tx: Transaction,
  _scope: PlatformScope,
  { before, atMost }: { before: Date; atMost: number },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "WebhookDelivery" WHERE "id" IN (
      SELECT "id" FROM "WebhookDelivery" WHERE "createdAt" < ${before} AND "status" <> 'QUEUED'
      ORDER BY "createdAt", "id" LIMIT ${atMost}::int FOR UPDATE SKIP LOCKED)`;
}
