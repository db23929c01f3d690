/**
 * Names one execution of a job. The queue locks jobs by the process, which may take the same job again after it lost
 * it: only the job and its attempt together tell the two executions apart.
 */
export const executionId = (job: { id: string; attempts: number; locked_by: string | null }): string =>
  [job.locked_by ?? '', job.id, job.attempts].join('/');
