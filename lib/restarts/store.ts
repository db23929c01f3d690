import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import type { MessageRestart, MessageRestartItem } from '@/lib/db/generated/client';
import { RESTART_REFUSALS, type Restart, type RestartItem, type RestartRefusal } from './restart-record';

const toItem = ({ messageId, state, reason }: MessageRestartItem): RestartItem => ({
  messageId,
  state,
  reason: RESTART_REFUSALS.find((known) => known === reason) ?? null,
});

const toRestart = ({ items, ...row }: MessageRestart & { items: MessageRestartItem[] }): Restart => ({
  ...row,
  items: items.map(toItem),
});

const withItems = { items: { orderBy: { position: 'asc' } } } as const;

export type NewRestart = Pick<Restart, 'id' | 'createdAt'> & {
  requestedById: string;
  items: readonly { messageId: string; reason: RestartRefusal | null }[];
};

export async function insertRestart(
  tx: Transaction,
  scope: OrganizationScope,
  { items, ...restart }: NewRestart,
): Promise<void> {
  await tx.messageRestart.create({
    data: {
      ...restart,
      organizationId: scope.organizationId,
      items: {
        create: items.map(({ messageId, reason }, position) => ({
          messageId,
          position,
          state: reason === null ? 'WAITING' : 'NOT_SENT',
          reason,
        })),
      },
    },
  });
}

/** @throws AppError NOT_FOUND */
export async function findRestart(db: Database, scope: OrganizationScope, id: string): Promise<Restart> {
  const row = isId(id)
    ? await db.messageRestart.findFirst({
        where: { id, organizationId: scope.organizationId },
        include: withItems,
      })
    : null;
  if (!row) throw notFound('messageRestart');
  return toRestart(row);
}

/** Ignores organizations; null when it is gone. */
export async function findRestartOfAnyone(
  db: Database,
  _scope: PlatformScope,
  id: string,
): Promise<Restart | null> {
  const row = await db.messageRestart.findUnique({ where: { id }, include: withItems });
  return row && toRestart(row);
}

/**
 * Takes the next message that waits, or one whose sender has been silent for too long; several may take at once.
 * @returns its id, or null when nothing is left to take
 */
export async function claimItem(
  db: Database,
  _scope: PlatformScope,
  claim: { restartId: string; at: Date; silentSince: Date },
): Promise<string | null> {
  const [row] = await db.$queryRaw<{ messageId: string }[]>`
    UPDATE "MessageRestartItem" SET "state" = 'SENDING', "claimedAt" = ${claim.at}
    WHERE "restartId" = ${claim.restartId}::uuid AND "messageId" = (
      SELECT "messageId" FROM "MessageRestartItem" WHERE "restartId" = ${claim.restartId}::uuid
        AND ("state" = 'WAITING' OR ("state" = 'SENDING' AND "claimedAt" < ${claim.silentSince}))
      ORDER BY "position" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "messageId"::text`;
  return row?.messageId ?? null;
}

/** Writes what became of a message, or gives it back. */
export async function settleItem(
  tx: Transaction,
  _scope: PlatformScope,
  restartId: string,
  { messageId, state, reason }: RestartItem,
): Promise<void> {
  await tx.messageRestartItem.updateMany({
    where: { restartId, messageId, state: 'SENDING' },
    data: { state, reason, claimedAt: null },
  });
}

/** Ends a restart in which nothing is waiting. @returns whether it has ended */
export async function finishRestart(
  db: Database,
  _scope: PlatformScope,
  restartId: string,
  at: Date,
): Promise<boolean> {
  const { count } = await db.messageRestart.updateMany({
    where: { id: restartId, finishedAt: null, items: { none: { state: { in: ['WAITING', 'SENDING'] } } } },
    data: { finishedAt: at },
  });
  return count === 1;
}

/** Restarts that have not ended, oldest first; as many as one look can deal with. */
export function findOpenRestarts(
  db: Database,
  _scope: PlatformScope,
): Promise<Pick<Restart, 'id' | 'createdAt'>[]> {
  return db.messageRestart.findMany({
    where: { finishedAt: null },
    select: { id: true, createdAt: true },
    orderBy: { createdAt: 'asc' },
    take: 100,
  });
}

/** Ends a restart: what of it is not settled counts as not sent. @returns whether it had not ended before */
export async function abandonRestart(
  tx: Transaction,
  _scope: PlatformScope,
  restartId: string,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.messageRestart.updateMany({
    where: { id: restartId, finishedAt: null },
    data: { finishedAt: at },
  });
  const reason: RestartRefusal = 'INTERRUPTED';
  if (count === 1)
    await tx.messageRestartItem.updateMany({
      where: { restartId, state: { in: ['WAITING', 'SENDING'] } },
      data: { state: 'NOT_SENT', reason, claimedAt: null },
    });
  return count === 1;
}
