import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import type { Lease } from '@/lib/jobs/long-work';
import type { ScanProgress } from '../rules/progress';
import type { ScanEndReason, ScanRecord, StoredPlan, StoredResult } from '../scan-record';
import { toScanRecord } from '../store';

/** A scan that the caller has the right to run. @throws when it is gone */
export async function readClaimedScan(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
): Promise<ScanRecord> {
  return toScanRecord(await tx.scan.findUniqueOrThrow({ where: { id } }));
}

export async function storeScanBegin(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
  at: Date,
): Promise<void> {
  await tx.scan.update({ where: { id }, data: { startedAt: at, progressSequence: { increment: 1 } } });
}

/** Has readers of the progress look again. */
export async function touchProgress(tx: Transaction, _scope: PlatformScope, id: string): Promise<void> {
  await tx.scan.update({ where: { id }, data: { progressSequence: { increment: 1 } } });
}

/** Writes what the page shows, while the scan is this execution's. */
export async function storeProgress(
  db: Database,
  _scope: PlatformScope,
  { id, workerId }: Pick<Lease, 'id' | 'workerId'>,
  progress: ScanProgress,
): Promise<void> {
  await db.scan.updateMany({
    where: { id, workerId, status: 'RUNNING' },
    data: { progress: toJson(progress), progressSequence: { increment: 1 } },
  });
}

export async function storePlan(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
  plan: StoredPlan,
): Promise<void> {
  await tx.scan.update({ where: { id }, data: { plan: toJson(plan) } });
}

export type ScanEnd = {
  status: 'COMPLETE' | 'INCOMPLETE' | 'CANCELLED' | 'RETESTED';
  at: Date;
  reasonCode: ScanEndReason | null;
  reasonData: Record<string, string | number> | null;
  result: StoredResult | null;
  engineVersion: string | null;
};

export async function storeScanEnd(
  tx: Transaction,
  _scope: PlatformScope,
  id: string,
  end: ScanEnd,
): Promise<void> {
  await tx.scan.update({
    where: { id },
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
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ id, sealedPutBack }) => (sealedPutBack === null ? [] : [{ id, sealedPutBack }]));
}

/** Keeps what this run has to put back, with what it took over from the website's earlier scans. */
export async function storePutBack(
  tx: Transaction,
  _scope: PlatformScope,
  scan: { id: string; websiteId: string },
  sealedPutBack: string | null,
): Promise<void> {
  const { id, websiteId } = scan;
  await tx.scan.update({ where: { id }, data: { sealedPutBack } });
  await tx.scan.updateMany({
    where: { websiteId, id: { not: id }, sealedPutBack: { not: null } },
    data: { sealedPutBack: null },
  });
}
