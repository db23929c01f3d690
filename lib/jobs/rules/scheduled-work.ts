/** The verbs that the schedule, a route with the cron's secret and `preflight cron` run, by name. */
export const SCHEDULED_WORK = [
  'expire-scans',
  'book-rescans',
  'probe-connections',
  'watch-products',
  'watch-drift',
  'expire-messages',
  'expire-access-keys',
  'collect-orphans',
  'expire-deliveries',
  'expire-notices',
  'tend-notices',
  'seal-audit',
] as const;

export type ScheduledWork = (typeof SCHEDULED_WORK)[number];

/** What is known of one verb's runs; all null when it never ran. */
export type ScheduledRunRecord = {
  startedAt: Date | null;
  finishedAt: Date | null;
  failedAt: Date | null;
};

/**
 * How the newest run went. A run that began after the last end is under way, or its process died without a word;
 * nobody can tell which but by waiting.
 */
export function scheduledState({ startedAt, finishedAt, failedAt }: ScheduledRunRecord) {
  if (startedAt === null) return 'NEVER';
  const finished = finishedAt?.getTime() ?? 0;
  const failed = failedAt?.getTime() ?? 0;
  if (startedAt.getTime() > Math.max(finished, failed)) return 'RUNNING';
  return failed > finished ? 'FAILED' : 'DONE';
}
