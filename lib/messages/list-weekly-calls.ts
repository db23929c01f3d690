import { authorise, type Context } from '@/lib/auth/actor';
import { TREND_WEEKS } from '@/lib/core/policy';
import { lastWeeks } from '@/lib/core/zone-weeks';
import { database } from '@/lib/db/client';
import { toWeekCalls, type WeekCalls } from './rules/weekly-calls';
import { findWeeklyCalls } from './weekly-store';

/** What one look may cost; older calls are left out, and the page says so. */
export const WEEKLY_CALLS = 50_000;

/** @property isCut there were more calls than are counted, so that the oldest weeks lack some */
export type WeeklyCalls = { weeks: WeekCalls[]; isCut: boolean };

/**
 * How the seller's interfaces have answered in the last weeks: calls that passed, and how long answers took.
 * @param zone of the reader, where weeks begin on Monday
 */
export async function listWeeklyCalls(
  context: Context,
  zone: string,
  atMost: number = WEEKLY_CALLS,
): Promise<WeeklyCalls> {
  const scope = authorise(context, 'message.view');
  const weeks = lastWeeks(context.clock.now(), zone, TREND_WEEKS);
  const rows = await findWeeklyCalls(database(), scope, weeks, atMost);
  return { weeks: toWeekCalls(weeks, rows), isCut: (rows[0]?.looked ?? 0) >= atMost };
}
