import type { Database } from '@/lib/db/client';

/** How long a job that was tried too often is kept, for whoever asks why. */
const KEPT_DAYS = 7;

/**
 * Deletes jobs that nobody will ever run. Those that were replaced by another of the same key while a process that is
 * gone held them go at once; those that failed too often after a week.
 * @returns how many
 */
export function deleteDeadJobs(db: Database): Promise<number> {
  return db.$executeRaw`
    DELETE FROM graphile_worker._private_jobs
    WHERE attempts >= max_attempts AND locked_at IS NULL
      AND (key IS NULL AND last_error IS NULL OR updated_at < now() - ${KEPT_DAYS}::int * interval '1 day')`;
}
