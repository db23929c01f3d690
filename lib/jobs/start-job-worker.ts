import { EventEmitter } from 'node:events';
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { database } from '@/lib/db/client';
import { outlastOutage } from '@/lib/db/outlast-outage';
import { beatProcess } from './beat-process';
import { oneAtATime } from './one-at-a-time';
import { executionId } from './rules/execution-id';
import { JOB_PAYLOADS, type JobHandlers, type JobName, type JobRun } from './rules/job-payloads';
import { BEAT_MS, type Every } from './watch-execution';

export type Worker = { stop(): Promise<void>; ended: Promise<void> };

/**
 * Runs jobs until it is stopped: on `stop` the handlers' signal is aborted, so that long work goes back to the queue,
 * and what is under way is waited for. While the database is away a job does not end, because the queue gives up for
 * good when it cannot write down what became of one; should it give up nevertheless, long work goes back as on `stop`.
 * Twice a second it shows that it lives, and so keeps its jobs.
 */
export async function startJobWorker(
  handlers: JobHandlers,
  options: {
    connectionString: string;
    concurrency: number;
    crontab: string;
    every: Every;
    onLog(level: 'error' | 'warn' | 'info' | 'debug', message: string): void;
    onJobError(name: string, error: unknown): void;
  },
): Promise<Worker> {
  const shutdown = new AbortController();
  const toTask =
    (name: JobName): TaskList[string] =>
    async (payload, helpers) => {
      // The payload has been through the same schema when it was added; a job of an older version stops here.
      const handler = handlers[name] as (payload: unknown, run: JobRun) => Promise<void>;
      const checked = JOB_PAYLOADS[name].parse(payload);
      try {
        await handler(checked, { workerId: executionId(helpers.job), signal: shutdown.signal });
      } finally {
        await outlastOutage(() => database().$queryRaw`SELECT 1`, { atMostMs: Number.POSITIVE_INFINITY });
      }
    };
  const names = Object.keys(JOB_PAYLOADS) as JobName[];
  const events: WorkerEvents = new EventEmitter();
  let processId = '';
  events.once('pool:create', ({ workerPool }) => {
    processId = workerPool.id;
  });
  const runner = await run({
    events,
    connectionString: options.connectionString,
    concurrency: options.concurrency,
    noHandleSignals: true,
    // With a batch, be it of one, the queue waits at its end until what became of each job is written down; without,
    // a job that is done stays locked by a process that is gone.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    // A job's own lines may hold its payload's words: only the queue's are passed on, in its levels.
    logger: new Logger(
      () => (level, message) => options.onLog(level === 'warning' ? 'warn' : level, message),
    ),
    pollInterval: 1_000,
    crontab: options.crontab,
    taskList: Object.fromEntries(names.map((name) => [name, toTask(name)])),
  });
  events.on('pool:gracefulShutdown', () => shutdown.abort());
  events.on('job:error', ({ job, error }) => options.onJobError(job.task_identifier, error));
  const stopShowing = await showLife(processId, options.every);
  return {
    ended: runner.promise,
    stop: async () => {
      shutdown.abort();
      await runner.stop();
      await stopShowing();
    },
  };
}

/** Shows that the process lives, at once and until the returned function is called. */
async function showLife(processId: string, every: Every): Promise<() => Promise<void>> {
  // A beat that fails is made up for by the next; while the database is away nobody judges.
  const beating = oneAtATime(() => beatProcess(database(), processId).catch(() => undefined));
  beating.start();
  await beating.ended();
  const stop = every(BEAT_MS, beating.start);
  return async () => {
    stop();
    await beating.ended();
  };
}
