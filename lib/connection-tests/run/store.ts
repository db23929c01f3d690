import type { OrganizationScope, PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import type { ConnectionRun as Row } from '@/lib/db/generated/client';
import { toJson } from '@/lib/db/json';
import type { ConnectionRun, RunItem } from '../connection-record';

const toRun = (row: Row): ConnectionRun => ({ ...row, items: row.items as unknown as RunItem[] });

export async function insertRun(
  tx: Transaction,
  scope: OrganizationScope,
  run: Pick<ConnectionRun, 'id' | 'assetId' | 'declarationVersion' | 'items' | 'createdAt'> & {
    requestedById: string;
  },
): Promise<void> {
  await tx.connectionRun.create({
    data: { ...run, items: toJson(run.items), organizationId: scope.organizationId, status: 'QUEUED' },
  });
}

export async function findNewestRun(
  db: Database,
  scope: OrganizationScope,
  assetId: string,
): Promise<ConnectionRun | null> {
  const row = await db.connectionRun.findFirst({
    where: { assetId, organizationId: scope.organizationId },
    orderBy: { createdAt: 'desc' },
  });
  return row && toRun(row);
}

/** Takes a queued run for a worker. @returns it, or null when another was first or it is over */
export async function claimQueuedRun(
  db: Database,
  _scope: PlatformScope,
  claim: { runId: string; workerId: string; at: Date },
): Promise<ConnectionRun | null> {
  const [row] = await db.connectionRun.updateManyAndReturn({
    where: { id: claim.runId, status: 'QUEUED' },
    data: { status: 'RUNNING', workerId: claim.workerId, startedAt: claim.at, heartbeatAt: claim.at },
  });
  return row ? toRun(row) : null;
}

type Held = { runId: string; workerId: string };
const held = ({ runId, workerId }: Held) => ({ id: runId, workerId, status: 'RUNNING' as const });

/** Writes how far the run is, and that its worker lives. @returns whether the worker still holds it */
export async function writeItems(
  db: Database,
  _scope: PlatformScope,
  run: Held,
  items: readonly RunItem[],
  at: Date,
): Promise<boolean> {
  const { count } = await db.connectionRun.updateMany({
    where: held(run),
    data: { items: toJson(items), heartbeatAt: at },
  });
  return count === 1;
}

export async function finishRun(
  tx: Transaction,
  _scope: PlatformScope,
  run: Held,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.connectionRun.updateMany({
    where: held(run),
    data: { status: 'FINISHED', finishedAt: at },
  });
  return count === 1;
}

export async function requeueRun(tx: Transaction, _scope: PlatformScope, run: Held): Promise<boolean> {
  const { count } = await tx.connectionRun.updateMany({
    where: held(run),
    data: { status: 'QUEUED', workerId: null, heartbeatAt: null },
  });
  return count === 1;
}

export async function findSilentRuns(
  db: Database,
  _scope: PlatformScope,
  before: Date,
): Promise<ConnectionRun[]> {
  const rows = await db.connectionRun.findMany({
    where: { status: 'RUNNING', heartbeatAt: { lt: before } },
    take: 100,
  });
  return rows.map(toRun);
}
