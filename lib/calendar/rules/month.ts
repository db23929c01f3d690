import { addDays } from '@/lib/core/china-day';
import { startOfZoneDay } from '@/lib/core/zone-day';

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** A month as `YYYY-MM`, where the text is one of this century; null otherwise. */
export const readMonth = (text: string): string | null => (MONTH.test(text) ? text : null);

/** @param months how many later; negative: earlier */
export function addMonths(month: string, months: number): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 7);
}

/** The months before and after one; null where no address shows it. */
export const monthsBeside = (month: string): { earlier: string | null; later: string | null } => ({
  earlier: readMonth(addMonths(month, -1)),
  later: readMonth(addMonths(month, 1)),
});

/** The weeks of a month, from Monday on; null where a day is of another month. */
export function monthWeeks(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const sinceMonday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const weeks: (string | null)[][] = [];
  for (let day = addDays(first, -sinceMonday); day.slice(0, 7) <= month; day = addDays(day, 7)) {
    const week = Array.from({ length: 7 }, (_, index) => addDays(day, index));
    weeks.push(week.map((one) => (one.startsWith(month) ? one : null)));
  }
  return weeks;
}

/** The instants of a month by the clock of a zone: from the first to the first of the next. */
export const monthRange = (month: string, zone: string): { from: Date; to: Date } => ({
  from: startOfZoneDay(`${month}-01`, zone),
  to: startOfZoneDay(`${addMonths(month, 1)}-01`, zone),
});
