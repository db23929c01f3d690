import { Command } from 'commander';
import { type Context, systemContext } from '@/lib/auth/actor';
import { systemClock } from '@/lib/core/clock';
import {
  API_ANSWER_HOURS,
  DELIVERY_DAYS,
  MESSAGE_DAYS,
  NOTICE_DAYS,
  PROBES_APART_HOURS,
  SCAN_VALID_DAYS,
} from '@/lib/core/policy';
import { withDatabase } from './with-database';

type Work = { name: string; description: string; run(context: Context): Promise<Record<string, number>> };

const WORK: readonly Work[] = [
  {
    name: 'expire-scans',
    description: `records the scans whose ${SCAN_VALID_DAYS} days are over; running it again does nothing`,
    run: async (context) => (await import('@/lib/scans/expire-scans')).expireScans(context),
  },
  {
    name: 'book-rescans',
    description: 'starts the automatic scans that are due; running it again starts none twice',
    run: async (context) => (await import('@/lib/scans/rescans/book-rescans')).bookRescans(context),
  },
  {
    name: 'probe-connections',
    description: `calls the interfaces of approved assets; running it again within ${PROBES_APART_HOURS} hours does nothing`,
    run: async (context) =>
      (await import('@/lib/connection-tests/probe-approved-assets')).probeApprovedAssets(context),
  },
  {
    name: 'watch-products',
    description: 'tells of what is newly wrong with products on sale; running it again tells nothing twice',
    run: async (context) => (await import('@/lib/products/watch-products')).watchProducts(context),
  },
  {
    name: 'watch-drift',
    description: 'queues looks at approved websites and interfaces; running it again looks at none twice',
    run: async (context) => (await import('@/lib/drift/watch-drift')).watchDrift(context),
  },
  {
    name: 'expire-messages',
    description: `deletes the messages whose ${MESSAGE_DAYS} days are over; running it again does nothing`,
    run: async (context) => (await import('@/lib/messages/expire-messages')).expireMessages(context),
  },
  {
    name: 'expire-access-keys',
    description: 'deletes the replaced access keys whose overlap is over; running it again does nothing',
    run: async (context) =>
      (await import('@/lib/connection-tests/keys/expire-access-keys')).expireAccessKeys(context),
  },
  {
    name: 'expire-deliveries',
    description: `deletes the webhook deliveries whose ${DELIVERY_DAYS} days are over; running it again does nothing`,
    run: async (context) =>
      (await import('@/lib/webhooks/deliveries/expire-deliveries')).expireDeliveries(context),
  },
  {
    name: 'expire-notices',
    description: `deletes the notices whose ${NOTICE_DAYS} days are over; running it again does nothing`,
    run: async (context) => (await import('@/lib/notices/expire-notices')).expireNotices(context),
  },
  {
    name: 'expire-answers',
    description: `deletes what the API answered requests with an idempotency key longer than ${API_ANSWER_HOURS} hours ago; running it again does nothing`,
    run: async (context) => (await import('@/lib/api/answers/expire-answers')).expireAnswers(context),
  },
  {
    name: 'expire-attempts',
    description:
      'deletes counts of attempts, at sign-in for example, that are over; running it again does nothing',
    run: async (context) => (await import('@/lib/auth/expire-attempts')).expireAttempts(context),
  },
  {
    name: 'seal-audit',
    description: 'seals the audit entries that are new; running it again does nothing',
    run: async (context) => (await import('@/lib/audit-seals/seal-audit')).sealAudit(context),
  },
];

/** `preflight cron NAME`: the same verbs as the routes and the worker's schedule. */
export function cronCommand(): Command {
  const command = new Command('cron').description('scheduled work, run by hand or by the system’s cron');
  for (const { name, description, run } of WORK)
    command
      .command(name)
      .description(description)
      .exitOverride()
      .action(async () => {
        const outcome = await withDatabase(() => run(systemContext('cron', systemClock)));
        process.stdout.write(`${JSON.stringify(outcome)}\n`);
      });
  return command;
}
