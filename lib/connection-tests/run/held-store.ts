import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { RunInstances, RunItem } from '../rules/run-item';
import { itemsColumn } from './items-column';

/** A run and the execution that works at it; every write below is a compare-and-set on both. */
export type Held = { runId: string; workerId: string };
const held = ({ runId, workerId }: Held) => ({ id: runId, workerId, status: 'RUNNING' as const });

/** Says that the worker lives, and what it has under way. @returns whether it still holds the run, and what is asked of it */
export async function beat(
  db: Database,
  _scope: PlatformScope,
  run: Held & { at: Date; runningKeys: readonly string[] },
): Promise<{ isHeld: boolean; isCancelRequested: boolean }> {
  const [row] = await db.connectionRun.updateManyAndReturn({
    where: held(run),
    data: { heartbeatAt: run.at, runningKeys: [...run.runningKeys] },
    select: { cancelRequestedAt: true },
  });
  return { isHeld: row !== undefined, isCancelRequested: row?.cancelRequestedAt != null };
}

/** Writes how far the run is. @returns whether the worker still holds it */
export async function writeProgress(
  tx: Transaction,
  _scope: PlatformScope,
  run: Held & {
    at: Date;
    items: readonly RunItem[];
    instances: RunInstances;
    runningKeys: readonly string[];
    isDiagnosed: boolean;
  },
): Promise<boolean> {
  const { count } = await tx.connectionRun.updateMany({
    where: held(run),
    data: {
      items: itemsColumn(run.items),
      instances: toJson(run.instances),
      runningKeys: [...run.runningKeys],
      heartbeatAt: run.at,
      ...(run.isDiagnosed ? { isDiagnosed: true } : {}),
    },
  });
  return count === 1;
}

/** Ends a run. @returns whether the worker still held it */
export async function endRun(
  tx: Transaction,
  _scope: PlatformScope,
  run: Held & { at: Date; status: 'FINISHED' | 'CANCELLED'; items: readonly RunItem[] },
): Promise<boolean> {
  const { count } = await tx.connectionRun.updateMany({
    where: held(run),
    data: {
      status: run.status,
      finishedAt: run.at,
      items: itemsColumn(run.items),
      sealedRequests: null,
      runningKeys: [],
    },
  });
  return count === 1;
}

/**
 * Gives a run back to the queue: its worker stops, or has stopped answering (`isLost`): only that counts as an attempt.
 * @returns whether it was still held
 */
export async function requeueRun(
  tx: Transaction,
  _scope: PlatformScope,
  run: Held & { isLost: boolean },
): Promise<boolean> {
  const { count } = await tx.connectionRun.updateMany({
    where: held(run),
    data: {
      status: 'QUEUED',
      workerId: null,
      heartbeatAt: null,
      runningKeys: [],
      ...(run.isLost ? {} : { attempt: { decrement: 1 } }),
    },
  });
  return count === 1;
}
