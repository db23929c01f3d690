import type { Transaction } from '@/lib/db/client';
import { JOB_PAYLOADS, type JobName, type JobPayload } from './rules/job-payloads';

/**
 * Adds a job in the transaction of the change that causes it: it exists exactly when the change does.
 * @param options.key a job with the same key that has not started is replaced instead of doubled
 * @param options.runAt not before this instant
 */
export async function addJob<N extends JobName>(
  tx: Transaction,
  name: N,
  payload: JobPayload<N>,
  options: { key?: string; runAt?: Date; maxAttempts?: number } = {},
): Promise<void> {
  const checked = JSON.stringify(JOB_PAYLOADS[name].parse(payload));
  await tx.$executeRaw`SELECT 1 FROM graphile_worker.add_job(
    ${name}, ${checked}::json, run_at => ${options.runAt ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? 5}::int, job_key => ${options.key ?? null}::text)`;
}
