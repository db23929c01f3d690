import { setTimeout as wait } from 'node:timers/promises';
import { recoverDecisions } from '@/lib/appeals/review/recover-decisions';
import { systemContext } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { logFor } from '@/lib/config/log';
import { CONNECTION_WORK } from '@/lib/connection-tests/run/connection-work';
import { monotonicMs, SECOND_MS, systemClock } from '@/lib/core/clock';
import { isOutage } from '@/lib/core/outage';
import { closeDatabase, database } from '@/lib/db/client';
import { isDatabaseReachable } from '@/lib/db/is-database-reachable';
import { OUTAGE_MS } from '@/lib/db/outlast-outage';
import { waitForDatabase } from '@/lib/db/wait-for-database';
import { deleteDeadJobs } from '@/lib/jobs/delete-dead-jobs';
import { recoverLongWork } from '@/lib/jobs/recover-long-work';
import { releaseAbandonedJobs } from '@/lib/jobs/release-abandoned-jobs';
import { startJobWorker } from '@/lib/jobs/start-job-worker';
import { startRecovery } from '@/lib/jobs/start-recovery';
import { RESTART_WORK } from '@/lib/restarts/restart-work';
import { SCAN_WORK } from '@/lib/scans/run/scan-work';
import { CRONTAB } from './crontab';
import { every } from './every';
import { jobHandlers } from './job-handlers';
import { onStopSignal, reportAndExit, reportReady } from './process-end';

/** How many times the silence of a lost worker is looked for while it lasts. */
const RECOVERIES_PER_SILENCE = 3;

const log = logFor('worker');

async function main(): Promise<void> {
  const { DATABASE_URL, WORKER_CONCURRENCY, SCAN_STALLED_AFTER_SECONDS } = configuration();
  // One that was started again while the database is away waits with the others.
  await waitForDatabase(DATABASE_URL, OUTAGE_MS, (line) => log.warn(line));
  const worker = await startJobWorker(jobHandlers(), {
    connectionString: DATABASE_URL,
    concurrency: WORKER_CONCURRENCY,
    crontab: CRONTAB,
    every,
    onLog: (level, message) => log[level]({ queue: true }, message),
    onJobError: (name, error) => log.error({ job: name, err: error }, 'a job failed and is tried again'),
  });
  const context = systemContext('worker', systemClock);
  const stalledAfterMs = SCAN_STALLED_AFTER_SECONDS * SECOND_MS;
  const stopRecovery = startRecovery(
    [
      () => recoverLongWork(context, SCAN_WORK, stalledAfterMs),
      () => recoverLongWork(context, CONNECTION_WORK, stalledAfterMs),
      () => recoverLongWork(context, RESTART_WORK, stalledAfterMs),
      () => recoverDecisions(context, stalledAfterMs),
      () => releaseAbandonedJobs(database(), stalledAfterMs),
      () => deleteDeadJobs(database()),
    ],
    {
      everyMs: stalledAfterMs / RECOVERIES_PER_SILENCE,
      stalledAfterMs,
      now: monotonicMs,
      pause: async (ms, signal) => {
        await wait(ms, undefined, { signal }).catch(() => undefined);
      },
      answers: isDatabaseReachable,
      onError: (error) =>
        isOutage(error)
          ? log.warn('the database is away; recovery waits for it')
          : log.error({ err: error }, 'recovery failed and is tried again'),
    },
  );
  let isStopping = false;
  onStopSignal(async () => {
    isStopping = true;
    await stopRecovery();
    await worker.stop();
    await closeDatabase();
    log.info('stopped');
  });
  log.info('ready');
  reportReady();
  await worker.ended;
  if (!isStopping) throw new Error('The queue has ended by itself.');
}

main().catch(reportAndExit);
