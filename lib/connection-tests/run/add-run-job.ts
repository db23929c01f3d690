import type { Transaction } from '@/lib/db/client';
import { addJob } from '@/lib/jobs/add-job';

/** The key of the one job that works at a run: adding it again replaces one that has not begun. */
export const runJobKey = (runId: string): string => `run-connection:${runId}`;

/** Has a queued run taken by the next free worker, not before `runAt`. */
export const addRunJob = (tx: Transaction, runId: string, runAt?: Date): Promise<void> =>
  addJob(tx, 'run-connection', { runId }, { key: runJobKey(runId), ...(runAt ? { runAt } : {}) });
