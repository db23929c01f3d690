import type { PlatformScope } from '@/lib/auth/actor';
import type { Database, Transaction } from '@/lib/db/client';

/** What is kept, and of the limits what was used up when it was. */
export type StoredCheckpoint = {
  sealed: string | null;
  sealedJournal: string | null;
  requests: number;
  elapsedMs: number;
  at: Date;
};

export function findCheckpoint(
  db: Database,
  _scope: PlatformScope,
  scanId: string,
): Promise<StoredCheckpoint | null> {
  return db.scanCheckpoint.findUnique({
    where: { scanId },
    select: { sealed: true, sealedJournal: true, requests: true, elapsedMs: true, at: true },
  });
}

/** @param checkpoint what is not named in it stays as it is */
export async function storeCheckpoint(
  tx: Transaction,
  _scope: PlatformScope,
  scanId: string,
  checkpoint: Omit<StoredCheckpoint, 'sealed' | 'sealedJournal'> & Partial<StoredCheckpoint>,
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
