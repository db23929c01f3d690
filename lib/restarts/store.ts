import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import { notFound } from '@/lib/core/errors';
import { isId } from '@/lib/core/ids';
import type { Database, Transaction } from '@/lib/db/client';
import type { MessageRestart, MessageRestartItem } from '@/lib/db/generated/client';
import { RESTART_BLOCKERS, type Restart, type RestartBlocker, type RestartItem } from './restart-record';

const toItem = ({ messageId, state, reason }: MessageRestartItem): RestartItem => ({
  messageId,
  state,
  reason: RESTART_BLOCKERS.find((known) => known === reason) ?? null,
});

const toRestart = ({ items, ...row }: MessageRestart & { items: MessageRestartItem[] }): Restart => ({
  ...row,
  items: items.map(toItem),
});

const withItems = { items: { orderBy: { position: 'asc' } } } as const;

export type NewRestart = Pick<Restart, 'id' | 'createdAt'> & {
  requestedById: string;
  items: readonly { messageId: string; reason: RestartBlocker | null }[];
};

/** Items are written in one order, so that two restarts of the same messages do not wait for each other. */
export async function insertRestart(
  tx: Transaction,
  scope: OrganizationScope,
  { items, ...restart }: NewRestart,
): Promise<void> {
  await tx.messageRestart.create({
    data: {
      ...restart,
      organizationId: scope.organizationId,
      status: 'QUEUED',
      items: {
        create: items
          .map(({ messageId, reason }, position) => ({
            messageId,
            position,
            state: reason === null ? ('WAITING' as const) : ('NOT_SENT' as const),
            reason,
          }))
          .sort((a, b) => (a.messageId < b.messageId ? -1 : 1)),
      },
    },
  });
}

/** Of these messages, those that a restart is to send or is sending. */
export async function findUnderWay(
  db: Database,
  { organizationId }: OrganizationScope,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.messageRestartItem.findMany({
    where: {
      messageId: { in: [...messageIds] },
      state: { in: ['WAITING', 'SENDING'] },
      restart: { organizationId },
    },
    select: { messageId: true },
  });
  return new Set(rows.map(({ messageId }) => messageId));
}

/** @throws AppError NOT_FOUND */
export async function requireRestart(db: Database, scope: OrganizationScope, id: string): Promise<Restart> {
  const row = isId(id)
    ? await db.messageRestart.findFirst({
        where: { id, organizationId: scope.organizationId },
        include: withItems,
      })
    : null;
  if (!row) throw notFound('messageRestart');
  return toRestart(row);
}

/** A restart that the caller has the right to work at. @throws when it is gone */
export async function readClaimedRestart(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
): Promise<Restart> {
  return toRestart(await tx.messageRestart.findUniqueOrThrow({ where: { id }, include: withItems }));
}

/** Nobody is sending any longer: what was under way waits again. */
export async function stopSending(tx: Transaction, _scope: PlatformScope, restartId: string): Promise<void> {
  await tx.messageRestartItem.updateMany({
    where: { restartId, state: 'SENDING' },
    data: { state: 'WAITING' },
  });
}

/** Writes where a message stands. */
export async function storeItem(
  tx: Transaction,
  _scope: PlatformScope,
  restartId: string,
  { messageId, state, reason }: RestartItem,
): Promise<void> {
  await tx.messageRestartItem.updateMany({ where: { restartId, messageId }, data: { state, reason } });
}

/** Ends a restart: what of it is not settled counts as not sent. */
export async function storeRestartEnd(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
  end: { at: Date; unfinished: RestartBlocker },
): Promise<void> {
  await tx.messageRestart.update({ where: { id }, data: { status: 'FINISHED', finishedAt: end.at } });
  await tx.messageRestartItem.updateMany({
    where: { restartId: id, state: { in: ['WAITING', 'SENDING'] } },
    data: { state: 'NOT_SENT', reason: end.unfinished },
  });
}
