import type { ScheduledJob } from '@/lib/jobs/rules/job-payloads';

/**
 * Expiry every hour, and at once for the hours of the last day that nobody was there to keep. Automatic scans four
 * times an hour, as often a look at the products on sale and at what else was approved. Probes in the morning and in the afternoon (UTC), and once for
 * all that were missed in half a day. What was kept long enough is deleted at night, and what uploads left behind. Notices
 * are tended every other minute, audit entries sealed every five.
 */
const SCHEDULE: Record<ScheduledJob, { at: string; fill: string }> = {
  'expire-scans': { at: '7 * * * *', fill: '1d' },
  'book-rescans': { at: '*/15 * * * *', fill: '1h' },
  'watch-products': { at: '4,19,34,49 * * * *', fill: '1h' },
  'watch-drift': { at: '8,23,38,53 * * * *', fill: '1h' },
  'probe-connections': { at: '23 1,8 * * *', fill: '12h' },
  'expire-messages': { at: '41 2 * * *', fill: '2d' },
  'collect-orphans': { at: '11 3 * * *', fill: '2d' },
  'expire-notices': { at: '31 3 * * *', fill: '2d' },
  'tend-notices': { at: '*/2 * * * *', fill: '10m' },
  'seal-audit': { at: '*/5 * * * *', fill: '10m' },
};

/** The schedule as graphile-worker reads it: what an outage missed is run once, within its `fill`. */
export const CRONTAB = Object.entries(SCHEDULE)
  .map(([name, { at, fill }]) => `${at} ${name} ?id=${name}&fill=${fill}&max=3`)
  .join('\n');
