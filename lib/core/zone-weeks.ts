import { addDays } from './china-day';
import { startOfZoneDay, zoneDay } from './zone-day';

/** From a Monday to before the next, by the clock of a zone. */
export type Week = { from: Date; to: Date };

/** The last weeks by the clock of a zone, oldest first; the last is the one of `now`, which may not be over. */
export function lastWeeks(now: Date, zone: string, count: number): Week[] {
  const today = zoneDay(now, zone);
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const first = addDays(today, -sinceMonday - 7 * (count - 1));
  const starts = Array.from({ length: count + 1 }, (_, index) =>
    startOfZoneDay(addDays(first, 7 * index), zone),
  );
  return starts.slice(0, -1).map((from, index) => ({ from, to: starts[index + 1] ?? from }));
}
