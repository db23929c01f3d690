import type { Database } from '@/lib/db/client';
import { LONG_JOBS } from './rules/job-payloads';

/**
 * Frees the short jobs that a process has held for longer than any of them takes: it is gone, and the queue itself
 * would wait four hours. Long jobs show in rows of their own that they live.
 * @returns how many processes were found gone
 */
export async function releaseAbandonedJobs(db: Database, heldForMs: number): Promise<number> {
  const [gone] = await db.$queryRaw<{ workers: string[] | null }[]>`
    SELECT array_agg(DISTINCT locked_by) AS workers FROM graphile_worker.jobs
    WHERE locked_at < now() - ${heldForMs}::int * interval '1 millisecond'
      AND NOT task_identifier = ANY(${[...LONG_JOBS]}::text[])`;
  const workers = gone?.workers ?? [];
  if (workers.length > 0)
    await db.$executeRaw`SELECT graphile_worker.force_unlock_workers(${workers}::text[])`;
  return workers.length;
}
