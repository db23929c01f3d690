import { REVIEW_CALENDAR_OFFSET_HOURS } from './working-days';

const HOUR_MS = 3_600_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day of an instant where KooGallery's reviewers are, as `YYYY-MM-DD`. */
export const chinaDay = (at: Date): string =>
  new Date(at.getTime() + REVIEW_CALENDAR_OFFSET_HOURS * HOUR_MS).toISOString().slice(0, 10);

/** The instant at which that day is over there. @param day `YYYY-MM-DD` */
export const endOfChinaDay = (day: string): Date =>
  new Date(Date.parse(addDays(day, 1)) - REVIEW_CALENDAR_OFFSET_HOURS * HOUR_MS);

/** @param day `YYYY-MM-DD` */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Whether a text is a day of the calendar: `2027-02-30` is none. */
export function isDay(text: string): boolean {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
