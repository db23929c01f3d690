import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';

export type StoredCheckpoint = { sealed: string; requests: number; elapsedMs: number; at: Date };

export function findCheckpoint(
  db: Database,
  _scope: PlatformScope,
  scanId: string,
): Promise<StoredCheckpoint | null> {
  return db.scanCheckpoint.findUnique({
    where: { scanId },
    select: { sealed: true, requests: true, elapsedMs: true, at: true },
  });
}

export async function storeCheckpoint(
  tx: Transaction,
  _scope: PlatformScope,
  scanId: string,
  checkpoint: StoredCheckpoint,
): Promise<void> {
  await tx.scanCheckpoint.upsert({
    where: { scanId },
    create: { scanId, ...checkpoint },
    update: checkpoint,
  });
}

export async function deleteCheckpoint(
  tx: Transaction,
  _scope: PlatformScope,
  scanId: string,
): Promise<void> {
  await tx.scanCheckpoint.deleteMany({ where: { scanId } });
}
