import { findAssetChoices } from '@/lib/assets/for-other-rooms';
import { authorise, type Context } from '@/lib/auth/actor';
import { isId } from '@/lib/core/ids';
import { zoneDay } from '@/lib/core/zone-day';
import { database } from '@/lib/db/client';
import { getReadiness } from '@/lib/submissions/get-readiness';
import type { Readiness } from '@/lib/submissions/rules/readiness';
import type { Named } from './calendar-record';
import { type CalendarEntry, listEntries } from './rules/calendar-entries';
import { monthRange, readMonth } from './rules/month';
import { findDatedReviews, findDatedWebsites, hasDates } from './store';

export type Calendar = {
  /** As `YYYY-MM`, and today as `YYYY-MM-DD`: both by the reader's clock. */
  month: string;
  today: string;
  entries: CalendarEntry[];
  /** What it can be filtered by, and what it is filtered by. */
  choices: Named[];
  asset: (Named & { readiness: Readiness }) | null;
  /** Nothing has ever had a date, in this month or another. */
  isBlank: boolean;
};

/** What the address says; unusable parts count as not said. */
type CalendarQuery = { month: string; asset: string; zone: string };

/**
 * A month of the organization: when scan results end, when automatic scans are booked, when reviews are due.
 * @throws AppError FORBIDDEN
 */
export async function getCalendar(
  context: Context,
  { month: wished, asset: assetId, zone }: CalendarQuery,
): Promise<Calendar> {
  const scope = authorise(context, 'asset.view');
  const now = context.clock.now();
  const today = zoneDay(now, zone);
  const month = readMonth(wished) ?? today.slice(0, 7);
  const db = database();
  const wishedId = isId(assetId) ? assetId : null;
  const [choices, isDated] = await Promise.all([findAssetChoices(db, scope, wishedId), hasDates(db, scope)]);
  const chosen = choices.find(({ id }) => id === assetId) ?? null;
  const range = monthRange(month, zone);
  const search = { ...range, now, assetId: chosen?.id ?? null };
  const [websites, reviews] = await Promise.all([
    findDatedWebsites(db, scope, search),
    findDatedReviews(db, scope, search),
  ]);
  return {
    ...{ month, today, choices, isBlank: !isDated },
    entries: listEntries({ websites, reviews }, range, now),
    asset: chosen && { ...chosen, readiness: (await getReadiness(context, chosen.id)).readiness },
  };
}
