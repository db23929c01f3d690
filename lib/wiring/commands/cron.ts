import { Command } from 'commander';
import { systemContext } from '@/lib/auth/actor';
import { systemClock } from '@/lib/core/clock';
import { expireScans } from '@/lib/scans/expire-scans';
import { withDatabase } from './with-database';

/** `preflight cron expire-scans`: the same verb as the route and the worker's schedule. */
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
  return command;
}
