import { authorise, type Context } from '@/lib/auth/actor';
import { TREND_WEEKS } from '@/lib/core/policy';
import { lastWeeks } from '@/lib/core/zone-weeks';
import { database } from '@/lib/db/client';
import { toWeekFindings, type WeekFindings } from '../rules/weekly-findings';
import { countSites, findStandingFindings, findWeeklyChanges } from './store';

/** What one look may cost: more websites and scans are left out, and the page says so. */
export const WEEKLY_LIMITS = { atMostSites: 500, atMostScans: 2_000 };

/**
 * @property total websites that there are, of which `shown` are counted: the newest
 * @property isCut there were more scans than are compared, so that the oldest weeks have no changes
 */
export type WeeklyFindings = { weeks: WeekFindings[]; shown: number; total: number; isCut: boolean };

/**
 * How the findings of an organization have changed in the last weeks: what the newest complete scans of its websites had
 * found at the end of each, and what was new and fixed in it. Re-tests are no scans.
 * @param zone of the reader, where weeks begin on Monday
 */
export async function listWeeklyFindings(
  context: Context,
  zone: string,
  limits: typeof WEEKLY_LIMITS = WEEKLY_LIMITS,
): Promise<WeeklyFindings> {
  const scope = authorise(context, 'scan.view');
  const weeks = lastWeeks(context.clock.now(), zone, TREND_WEEKS);
  const [standing, changed, total] = await Promise.all([
    findStandingFindings(database(), scope, weeks, limits.atMostSites),
    findWeeklyChanges(database(), scope, weeks, limits),
    countSites(database(), scope),
  ]);
  const [first] = changed;
  const isCut = first !== undefined && first.looked >= limits.atMostScans;
  return {
    ...{ total, isCut, shown: Math.min(total, limits.atMostSites) },
    weeks: toWeekFindings(weeks, { standing, changed }, isCut ? first.since : null),
  };
}
