import { HOUR_MS } from '@/lib/core/clock';
import type { Database } from '@/lib/db/client';
import { LONG_JOBS, SCHEDULED_JOBS } from './rules/job-payloads';

/** Longer than a job of the schedule takes, and sooner than it is due the next time but one. */
const SCHEDULED_HELD_MS = HOUR_MS;

/**
 * Frees the short jobs that a process has held for longer than any of them takes: it is gone, and the queue itself
 * would wait four hours. Those of the schedule have an hour. Long jobs show in rows of their own that they live.
 * @returns how many processes were found gone
 */
export async function releaseAbandonedJobs(db: Database, heldForMs: number): Promise<number> {
  const [gone] = await db.$queryRaw<{ workers: string[] | null }[]>`
    SELECT array_agg(DISTINCT locked_by) AS workers FROM graphile_worker.jobs
    WHERE locked_at < now() - interval '1 millisecond' *
        CASE WHEN task_identifier = ANY(${[...SCHEDULED_JOBS]}::text[])
          THEN greatest(${heldForMs}::int, ${SCHEDULED_HELD_MS}::int) ELSE ${heldForMs}::int END
      AND NOT task_identifier = ANY(${Object.keys(LONG_JOBS)}::text[])`;
  const workers = gone?.workers ?? [];
  if (workers.length > 0)
    await db.$executeRaw`SELECT graphile_worker.force_unlock_workers(${workers}::text[])`;
  return workers.length;
}
