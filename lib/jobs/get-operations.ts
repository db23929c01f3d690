import { authorisePlatform, type Context } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import {
  countJobs,
  findProcesses,
  findScheduledRuns,
  type JobCounts,
  type ScheduledRunRow,
} from './operations-store';
import { SCHEDULED_WORK, type ScheduledWork, scheduledState } from './rules/scheduled-work';

export type ScheduledRow = Pick<ScheduledRunRow, 'finishedAt' | 'failedAt' | 'failure'> & {
  name: ScheduledWork;
  state: ReturnType<typeof scheduledState>;
  startedAt: Date | null;
  /** Of the last run that ended well; null while a later one is under way or failed. */
  tookMs: number | null;
  /** What came of the last run that ended well: counts by name. */
  outcome: Record<string, number>;
};

export type Operations = { scheduled: ScheduledRow[]; processes: { heartbeatAt: Date }[]; jobs: JobCounts };

/** How the scheduled work, the workers and the queue are doing. @throws AppError FORBIDDEN */
export async function getOperations(context: Context): Promise<Operations> {
  const scope = authorisePlatform(context, 'operations.view');
  const db = database();
  const [runs, processes, jobs] = await Promise.all([
    findScheduledRuns(db, scope),
    findProcesses(db, scope),
    countJobs(db, scope),
  ]);
  const byName = new Map(runs.map((run) => [run.name, run]));
  return { scheduled: SCHEDULED_WORK.map((name) => toRow(name, byName.get(name))), processes, jobs };
}

function toRow(name: ScheduledWork, run: ScheduledRunRow | undefined): ScheduledRow {
  const { startedAt = null, finishedAt = null, failedAt = null, failure = null } = run ?? {};
  const state = scheduledState({ startedAt, finishedAt, failedAt });
  const tookMs =
    state === 'DONE' && startedAt && finishedAt
      ? Math.max(0, finishedAt.getTime() - startedAt.getTime())
      : null;
  const outcome = (run?.outcome ?? {}) as Record<string, number>;
  return { name, state, startedAt, finishedAt, failedAt, failure, tookMs, outcome };
}
