import { systemContext } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { logFor } from '@/lib/config/log';
import { recoverStalledRuns } from '@/lib/connection-tests/run/recover-stalled-runs';
import { SECOND_MS, systemClock } from '@/lib/core/clock';
import { closeDatabase } from '@/lib/db/client';
import { startWorker } from '@/lib/jobs/start-worker';
import { recoverStalledScans } from '@/lib/scans/run/recover-stalled-scans';
import { jobHandlers } from './job-handlers';
import { onStopSignal, reportAndExit, reportReady } from './process-end';

const RECOVERY_INTERVAL_MS = 5 * SECOND_MS;

/** Every hour, and at once for the hours of the last day that nobody was there to keep. */
const CRONTAB = '7 * * * * expire-scans ?id=expire-scans&fill=1d&max=3';

const log = logFor('worker');

async function main(): Promise<void> {
  const { DATABASE_URL, WORKER_CONCURRENCY } = configuration();
  const worker = await startWorker(jobHandlers(), {
    connectionString: DATABASE_URL,
    concurrency: WORKER_CONCURRENCY,
    crontab: CRONTAB,
    onLog: (level, message) => log[level]({ queue: true }, message),
    onJobError: (name, error) => log.error({ job: name, err: error }, 'a job failed and is tried again'),
  });
  const context = systemContext('worker', systemClock);
  const recovery = setInterval(() => {
    Promise.all([recoverStalledScans(context), recoverStalledRuns(context)]).catch((error: unknown) =>
      log.error({ err: error }, 'recovery failed and is tried again'),
    );
  }, RECOVERY_INTERVAL_MS);
  log.info('ready');
  reportReady();
  onStopSignal(async () => {
    clearInterval(recovery);
    await worker.stop();
    await closeDatabase();
    log.info('stopped');
  });
  await worker.ended;
}

main().catch(reportAndExit);
