import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { Lease } from '@/lib/jobs/long-work';
import type { ConnectionRun } from '../connection-record';
import type { RunInstances, RunItem } from '../rules/run-item';
import { itemsColumn } from './items-column';
import { toRun } from './store';

/** A run as its worker has it; `sealedRequests` are the builder's, see `kept-requests.ts`. */
export type ClaimedRun = ConnectionRun & { sealedRequests: string | null };

/** A run that the caller has the right to work at. @throws when it is gone */
export async function readClaimedRun(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
): Promise<ClaimedRun> {
  const row = await tx.connectionRun.findUniqueOrThrow({ where: { id } });
  return { ...toRun(row), sealedRequests: row.sealedRequests };
}

/** The first worker's beginning is that of the run. */
export async function storeRunBegin(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
  at: Date,
): Promise<void> {
  await tx.connectionRun.updateMany({ where: { id, startedAt: null }, data: { startedAt: at } });
}

/** Nobody works at it for now. */
export async function clearRunning(tx: Transaction, _scope: PlatformScope, id: string): Promise<void> {
  await tx.connectionRun.update({ where: { id }, data: { runningKeys: [] } });
}

/** Says what is under way, while the run is this execution's. */
export async function storeRunning(
  db: Database,
  _scope: PlatformScope,
  { id, workerId }: Pick<Lease, 'id' | 'workerId'>,
  keys: readonly string[],
): Promise<void> {
  await db.connectionRun.updateMany({
    where: { id, workerId, status: 'RUNNING' },
    data: { runningKeys: [...keys] },
  });
}

/** Writes how far a run is. */
export async function storeRunProgress(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
  run: {
    items: readonly RunItem[];
    instances: RunInstances;
    runningKeys: readonly string[];
    isDiagnosed: boolean;
  },
): Promise<void> {
  await tx.connectionRun.update({
    where: { id },
    data: {
      items: itemsColumn(run.items),
      instances: toJson(run.instances),
      runningKeys: [...run.runningKeys],
      ...(run.isDiagnosed ? { isDiagnosed: true } : {}),
    },
  });
}

export async function storeRunEnd(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
  end: { at: Date; status: 'FINISHED' | 'CANCELLED'; items: readonly RunItem[] },
): Promise<void> {
  await tx.connectionRun.update({
    where: { id },
    data: {
      status: end.status,
      finishedAt: end.at,
      items: itemsColumn(end.items),
      sealedRequests: null,
      runningKeys: [],
    },
  });
}
