import type { Transaction } from '@/lib/db/client';
import { processOf } from './rules/execution-id';

/**
 * Frees the jobs that a process which is gone still holds; otherwise the queue waits four hours for it.
 * @param workerId of one of its executions
 */
export async function releaseWorker(tx: Transaction, workerId: string): Promise<void> {
  await tx.$executeRaw`SELECT graphile_worker.force_unlock_workers(ARRAY[${processOf(workerId)}])`;
}
