import type { Transaction } from '@/lib/db/client';
import { addJob } from './add-job';
import { type JobPayload, LONG_JOBS, type LongJob } from './rules/job-payloads';

/** The key of the one job that works at something long: adding it again replaces one that has not begun. */
export const longJobKey = (name: LongJob, id: string): string => `${name}:${id}`;

/** Has queued work taken by the next free worker, not before `runAt`. */
export const addLongJob = (tx: Transaction, name: LongJob, id: string, runAt?: Date): Promise<void> =>
  addJob(tx, name, { [LONG_JOBS[name]]: id } as JobPayload<LongJob>, {
    key: longJobKey(name, id),
    ...(runAt ? { runAt } : {}),
  });
