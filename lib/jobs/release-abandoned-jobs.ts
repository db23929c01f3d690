import type { Database } from '@/lib/db/client';

/**
 * Frees the jobs of processes that have shown no sign of life for so long: they are gone, and the queue itself would
 * wait four hours. However long a process that lives has held a job, it keeps it.
 * @returns how many processes were found gone
 */
export async function releaseAbandonedJobs(db: Database, silentForMs: number): Promise<number> {
  const [gone] = await db.$queryRaw<{ count: number }[]>`
    WITH gone AS (
      DELETE FROM "WorkerProcess" WHERE "heartbeatAt" < now() - ${silentForMs}::float8 * interval '1 millisecond'
      RETURNING "id")
    SELECT count(*)::int AS "count", graphile_worker.force_unlock_workers(array_agg("id"))::text FROM gone`;
  return gone?.count ?? 0;
}
