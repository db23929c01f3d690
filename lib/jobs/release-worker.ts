import type { Transaction } from '@/lib/db/client';

/** Frees the jobs that a worker which is gone still holds; otherwise the queue waits four hours for it. */
export async function releaseWorker(tx: Transaction, workerId: string): Promise<void> {
  await tx.$executeRaw`SELECT graphile_worker.force_unlock_workers(ARRAY[${workerId}])`;
}
