import { collectOrphans } from '@/lib/appeals/collect-orphans';
import { applyDecision } from '@/lib/appeals/review/apply-decision';
import { touchScannedAssets } from '@/lib/assets/touch-scanned-assets';
import { systemContext } from '@/lib/auth/actor';
import { configuration } from '@/lib/config/configuration';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { expireAccessKeys } from '@/lib/connection-tests/keys/expire-access-keys';
import { probeApprovedAssets } from '@/lib/connection-tests/probe-approved-assets';
import { runQueuedConnection } from '@/lib/connection-tests/run/run-queued-connection';
import { systemClock } from '@/lib/core/clock';
import type { JobHandlers } from '@/lib/jobs/rules/job-payloads';
import { expireMessages } from '@/lib/messages/expire-messages';
import { makePassport } from '@/lib/passport/make-passport';
import { runRestart } from '@/lib/restarts/run-restart';
import { expireScans } from '@/lib/scans/expire-scans';
import { runQueuedScan } from '@/lib/scans/run/run-queued-scan';
import { settleScan } from '@/lib/submissions/settle-scan';
import { connectionRunner } from './connection-runner';
import { scanRunner } from './scan-runner';

/** Which verb each job runs: the place where rooms that do not know each other meet. */
export function jobHandlers(): JobHandlers {
  const context = systemContext('worker', systemClock);
  const runner = scanRunner();
  const { REVIEW_BY_HUMAN } = configuration();
  return {
    'run-scan': async ({ scanId }, run) => {
      await runQueuedScan(context, { scanId, ...run }, runner);
      await touchScannedAssets(context, scanId);
    },
    'settle-scan': ({ scanId }) =>
      settleScan(context, scanId, { isHumanReviewOn: REVIEW_BY_HUMAN, calendar: reviewCalendar() }),
    'make-passport': (payload) => makePassport(context, payload),
    'apply-decision': ({ decisionId }) => applyDecision(context, decisionId),
    'run-connection': ({ runId }, run) => runQueuedConnection(context, { runId, ...run }, connectionRunner()),
    'restart-messages': ({ restartId }, run) =>
      runRestart(context, { restartId, ...run }, connectionRunner()),
    'probe-connections': async () => {
      await probeApprovedAssets(systemContext('cron', systemClock));
    },
    'expire-scans': async () => {
      await expireScans(systemContext('cron', systemClock));
    },
    'expire-messages': async () => {
      const cron = systemContext('cron', systemClock);
      await expireMessages(cron);
      await expireAccessKeys(cron);
    },
    'collect-orphans': async () => {
      await collectOrphans(systemContext('cron', systemClock));
    },
  };
}
