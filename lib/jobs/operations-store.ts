import type { PlatformScope } from '@/lib/auth/actor';
import type { Database } from '@/lib/db/client';
import type { ScheduledRun as ScheduledRunRow } from '@/lib/db/generated/client';

export type { ScheduledRunRow };

export type JobCounts = {
  /** Due, and nobody has taken them yet. */
  waiting: number;
  /** Since when the one that waits longest is due. */
  waitingSince: Date | null;
  running: number;
  /** Failed, and tried again later. */
  retrying: number;
  /** Failed too often: nobody runs them any more. */
  givenUp: number;
};

export function findScheduledRuns(db: Database, _scope: PlatformScope): Promise<ScheduledRunRow[]> {
  return db.scheduledRun.findMany();
}

/** The processes that take jobs, the one that showed last that it lives first. */
export function findProcesses(db: Database, _scope: PlatformScope): Promise<{ heartbeatAt: Date }[]> {
  return db.workerProcess.findMany({
    select: { heartbeatAt: true },
    orderBy: [{ heartbeatAt: 'desc' }, { id: 'desc' }],
  });
}

export async function countJobs(db: Database, _scope: PlatformScope): Promise<JobCounts> {
  const [counts] = await db.$queryRaw<JobCounts[]>`
    SELECT
      (count(*) FILTER (WHERE is_due AND attempts = 0))::int AS "waiting",
      min(run_at) FILTER (WHERE is_due AND attempts = 0) AS "waitingSince",
      (count(*) FILTER (WHERE locked_at IS NOT NULL))::int AS "running",
      (count(*) FILTER (WHERE locked_at IS NULL AND attempts > 0 AND attempts < max_attempts))::int AS "retrying",
      (count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts AND last_error IS NOT NULL))::int AS "givenUp"
    FROM (SELECT *, locked_at IS NULL AND attempts < max_attempts AND run_at <= now() AS is_due
          FROM graphile_worker.jobs) AS job`;
  if (!counts) throw new Error('an aggregate without a row');
  return counts;
}
