import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { ScanProgress } from '../rules/progress';
import type { ScanEndReason, ScanRecord, StoredPlan, StoredResult } from '../scan-record';
import { toScanRecord } from '../store';

/** Takes a queued scan for a worker. @returns the scan, or null when another was first or it is over */
export async function claimQueued(
  tx: Transaction,
  _scope: PlatformScope,
  claim: { scanId: string; workerId: string; at: Date },
): Promise<ScanRecord | null> {
  const rows = await tx.scan.updateManyAndReturn({
    where: { id: claim.scanId, status: 'QUEUED' },
    data: {
      status: 'RUNNING',
      workerId: claim.workerId,
      heartbeatAt: claim.at,
      startedAt: claim.at,
      attempt: { increment: 1 },
      progressSequence: { increment: 1 },
    },
  });
  const [row] = rows;
  return row ? toScanRecord(row) : null;
}

type Held = { scanId: string; workerId: string };
const held = ({ scanId, workerId }: Held) => ({ id: scanId, workerId, status: 'RUNNING' as const });

/** Writes what the page shows, and that the worker lives. @returns whether the worker still holds the scan, and whether Stop was pressed */
export async function beat(
  db: Database,
  _scope: PlatformScope,
  run: Held & { at: Date; progress: ScanProgress | null },
): Promise<{ isHeld: boolean; isCancelRequested: boolean }> {
  const rows = await db.scan.updateManyAndReturn({
    where: held(run),
    data: {
      heartbeatAt: run.at,
      ...(run.progress ? { progress: toJson(run.progress), progressSequence: { increment: 1 } } : {}),
    },
    select: { cancelRequestedAt: true },
  });
  return { isHeld: rows.length === 1, isCancelRequested: rows[0]?.cancelRequestedAt != null };
}

export async function storePlan(
  db: Database,
  _scope: PlatformScope,
  run: Held,
  plan: StoredPlan,
): Promise<void> {
  await db.scan.updateMany({ where: held(run), data: { plan: toJson(plan) } });
}

export type ScanEnd = {
  status: 'COMPLETE' | 'INCOMPLETE' | 'CANCELLED';
  at: Date;
  reasonCode: ScanEndReason | null;
  reasonData: Record<string, string | number> | null;
  result: StoredResult | null;
  engineVersion: string | null;
};

/** Ends a scan that this worker still holds. @returns whether it did: a worker that lost the scan writes nothing */
export async function endScan(
  tx: Transaction,
  _scope: PlatformScope,
  run: Held,
  end: ScanEnd,
): Promise<boolean> {
  const { count } = await tx.scan.updateMany({
    where: held(run),
    data: {
      status: end.status,
      completedAt: end.at,
      reasonCode: end.reasonCode,
      ...(end.reasonData ? { reasonData: toJson(end.reasonData) } : {}),
      ...(end.result ? { result: toJson(end.result) } : {}),
      engineVersion: end.engineVersion,
      progressSequence: { increment: 1 },
    },
  });
  return count === 1;
}

/**
 * Gives a scan back to the queue: its worker stops, or has stopped answering (`isLost`): only that counts as an attempt.
 * @returns whether it was still held
 */
export async function requeue(
  tx: Transaction,
  _scope: PlatformScope,
  { isLost, ...run }: Held & { isLost: boolean },
): Promise<boolean> {
  const { count } = await tx.scan.updateMany({
    where: held(run),
    data: {
      status: 'QUEUED',
      workerId: null,
      heartbeatAt: null,
      progressSequence: { increment: 1 },
      ...(isLost ? {} : { attempt: { decrement: 1 } }),
    },
  });
  return count === 1;
}

/** The status is written out: as a parameter no partial index would serve it, and every scan there is would be read. */
export async function findSilentSince(
  db: Database,
  _scope: PlatformScope,
  before: Date,
): Promise<ScanRecord[]> {
  const silent = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Scan" WHERE "status" = 'RUNNING' AND "heartbeatAt" < ${before} LIMIT 100`;
  if (silent.length === 0) return [];
  const rows = await db.scan.findMany({
    where: { id: { in: silent.map(({ id }) => id) }, status: 'RUNNING', heartbeatAt: { lt: before } },
  });
  return rows.map(toScanRecord);
}

/** Scans that have been waiting since `before`: more than a worker needs to take one, unless all are busy. */
export async function findWaitingSince(db: Database, _scope: PlatformScope, before: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Scan" WHERE "status" = 'QUEUED' AND "createdAt" < ${before}
    ORDER BY "createdAt" LIMIT 1000`;
  return rows.map(({ id }) => id);
}

/** Sealed requests that runs of the website's scans could no longer send. */
export async function findSealedPutBacks(
  db: Database,
  _scope: PlatformScope,
  websiteId: string,
): Promise<{ id: string; sealedPutBack: string }[]> {
  const rows = await db.scan.findMany({
    where: { websiteId, sealedPutBack: { not: null } },
    select: { id: true, sealedPutBack: true },
    orderBy: { createdAt: 'asc' },
  });
  return rows.flatMap(({ id, sealedPutBack }) => (sealedPutBack === null ? [] : [{ id, sealedPutBack }]));
}

/** Keeps what this run has to put back, with what it took over from the website's earlier scans. */
export async function storePutBack(
  tx: Transaction,
  _scope: PlatformScope,
  run: Held,
  { websiteId, sealedPutBack }: { websiteId: string; sealedPutBack: string | null },
): Promise<void> {
  const { count } = await tx.scan.updateMany({ where: held(run), data: { sealedPutBack } });
  if (count === 0) return;
  await tx.scan.updateMany({
    where: { websiteId, id: { not: run.scanId }, sealedPutBack: { not: null } },
    data: { sealedPutBack: null },
  });
}
