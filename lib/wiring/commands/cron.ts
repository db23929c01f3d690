import { Command } from 'commander';
import { systemContext } from '@/lib/auth/actor';
import { expireAccessKeys } from '@/lib/connection-tests/keys/expire-access-keys';
import { probeApprovedAssets } from '@/lib/connection-tests/probe-approved-assets';
import { systemClock } from '@/lib/core/clock';
import { expireMessages } from '@/lib/messages/expire-messages';
import { expireScans } from '@/lib/scans/expire-scans';
import { withDatabase } from './with-database';

/** `preflight cron NAME`: the same verbs as the routes and the worker's schedule. */
export function cronCommand(): Command {
  const command = new Command('cron').description('scheduled work, run by hand or by the system’s cron');
  command
    .command('expire-scans')
    .description('records the scans whose 30 days are over; running it again does nothing')
    .exitOverride()
    .action(async () => {
      const { expired } = await withDatabase(() => expireScans(systemContext('cron', systemClock)));
      process.stdout.write(`${JSON.stringify({ expired })}\n`);
    });
  command
    .command('probe-connections')
    .description('calls the interfaces of approved assets; running it again within six hours does nothing')
    .exitOverride()
    .action(async () => {
      const { queued } = await withDatabase(() => probeApprovedAssets(systemContext('cron', systemClock)));
      process.stdout.write(`${JSON.stringify({ queued })}\n`);
    });
  command
    .command('expire-messages')
    .description('deletes the messages whose 90 days are over; running it again does nothing')
    .exitOverride()
    .action(async () => {
      const { deleted } = await withDatabase(() => expireMessages(systemContext('cron', systemClock)));
      process.stdout.write(`${JSON.stringify({ deleted })}\n`);
    });
  command
    .command('expire-access-keys')
    .description('deletes the replaced access keys whose overlap is over; running it again does nothing')
    .exitOverride()
    .action(async () => {
      const { deleted } = await withDatabase(() => expireAccessKeys(systemContext('cron', systemClock)));
      process.stdout.write(`${JSON.stringify({ deleted })}\n`);
    });
  return command;
}
