import { expireAnswers } from '@/lib/api/answers/expire-answers';
import { collectOrphans } from '@/lib/appeals/collect-orphans';
import { applyDecision } from '@/lib/appeals/review/apply-decision';
import { warnOfEndingClaims } from '@/lib/appeals/review/claims/warn-of-ending-claims';
import { touchScannedAssets } from '@/lib/assets/touch-scanned-assets';
import { sealAudit } from '@/lib/audit-seals/seal-audit';
import { systemContext } from '@/lib/auth/actor';
import { expireAttempts } from '@/lib/auth/expire-attempts';
import { runBulk } from '@/lib/bulk/run-bulk';
import { startWaitingRescans } from '@/lib/bulk/start-waiting-rescans';
import { configuration } from '@/lib/config/configuration';
import { reviewCalendar } from '@/lib/config/review-calendar';
import { expireAccessKeys } from '@/lib/connection-tests/keys/expire-access-keys';
import { warnOfEndingKeys } from '@/lib/connection-tests/keys/warn-of-ending-keys';
import { probeApprovedAssets } from '@/lib/connection-tests/probe-approved-assets';
import { runQueuedConnection } from '@/lib/connection-tests/run/run-queued-connection';
import { systemClock } from '@/lib/core/clock';
import { takeLook } from '@/lib/drift/take-look';
import { watchDrift } from '@/lib/drift/watch-drift';
import type { JobHandlers, ScheduledJob } from '@/lib/jobs/rules/job-payloads';
import { expireMessages } from '@/lib/messages/expire-messages';
import { expireNotices } from '@/lib/notices/expire-notices';
import { handOnNotices } from '@/lib/notices/hand-on-notices';
import { sendMail } from '@/lib/notices/mail/send-mail';
import { tendNotices } from '@/lib/notices/tend-notices';
import { makePassport } from '@/lib/passport/make-passport';
import { sendAccountMail } from '@/lib/people/account-mails/send-account-mail';
import { tendAccountMails } from '@/lib/people/account-mails/tend-account-mails';
import { watchProducts } from '@/lib/products/watch-products';
import { runRestart } from '@/lib/restarts/run-restart';
import { expireScans } from '@/lib/scans/expire-scans';
import { bookRescans } from '@/lib/scans/rescans/book-rescans';
import { runQueuedScan } from '@/lib/scans/run/run-queued-scan';
import { settleScan } from '@/lib/submissions/settle-scan';
import { deliverWebhook } from '@/lib/webhooks/deliveries/deliver-webhook';
import { expireDeliveries } from '@/lib/webhooks/deliveries/expire-deliveries';
import { reviveDeliveries } from '@/lib/webhooks/deliveries/revive-deliveries';
import { connectionRunner } from './connection-runner';
import { accountMailRoom, handOn, mailRoom, webhookRunner } from './notice-runner';
import { scanRunner } from './scan-runner';

/** Which verb each job runs: the place where rooms that do not know each other meet. */
export function jobHandlers(): JobHandlers {
  const context = systemContext('worker', systemClock);
  const runner = scanRunner();
  const mail = mailRoom();
  const accountMail = accountMailRoom();
  const { REVIEW_BY_HUMAN } = configuration();
  return {
    'run-scan': async ({ scanId }, run) => {
      await runQueuedScan(context, { scanId, ...run }, runner);
      await touchScannedAssets(context, scanId);
      await startWaitingRescans(context, scanId);
    },
    'settle-scan': ({ scanId }) =>
      settleScan(context, scanId, { isHumanReviewOn: REVIEW_BY_HUMAN, calendar: reviewCalendar() }),
    'make-passport': (payload) => makePassport(context, payload),
    'apply-decision': ({ decisionId }) => applyDecision(context, decisionId),
    'run-connection': ({ runId }, run) => runQueuedConnection(context, { runId, ...run }, connectionRunner()),
    'restart-messages': ({ restartId }, run) =>
      runRestart(context, { restartId, ...run }, connectionRunner()),
    'hand-on-notices': () => handOnNotices(context, handOn()),
    // A mail that was made while there was a server waits until there is one again.
    'send-mail': async ({ mailId }) => {
      if (mail) await sendMail(context, mailId, mail);
    },
    'send-account-mail': async ({ mailId }) => {
      if (accountMail) await sendAccountMail(context, mailId, accountMail);
    },
    'deliver-webhook': ({ deliveryId }) => deliverWebhook(context, deliveryId, webhookRunner()),
    'run-bulk': ({ runId }) => runBulk(context, runId),
    'look-for-drift': async ({ watchId }, { signal }) => {
      await takeLook(context, watchId, { signal });
    },
    ...scheduledHandlers(),
  };
}

/** What the schedule starts. */
function scheduledHandlers(): Pick<JobHandlers, ScheduledJob> {
  const cron = systemContext('cron', systemClock);
  return {
    'tend-notices': async () => {
      await warnOfEndingClaims(cron);
      await warnOfEndingKeys(cron);
      await tendNotices(cron, handOn());
      await reviveDeliveries(cron);
      await tendAccountMails(cron);
    },
    'probe-connections': async () => {
      await probeApprovedAssets(cron);
    },
    'expire-scans': async () => {
      await expireScans(cron);
    },
    'watch-products': async () => {
      await watchProducts(cron);
    },
    'watch-drift': async () => {
      await watchDrift(cron);
    },
    'book-rescans': async () => {
      await bookRescans(cron);
      await startWaitingRescans(cron);
    },
    'expire-messages': async () => {
      await expireMessages(cron);
      await expireAccessKeys(cron);
      await expireAnswers(cron);
      await expireAttempts(cron);
    },
    'expire-notices': async () => {
      // A notice stays as long as a webhook's log has its delivery.
      await expireDeliveries(cron);
      await expireNotices(cron);
    },
    'seal-audit': async () => {
      await sealAudit(cron);
    },
    'collect-orphans': async () => {
      await collectOrphans(cron);
    },
  };
}
