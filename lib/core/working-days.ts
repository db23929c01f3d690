import { DAY_MS } from './clock';
import { CALENDAR_NOTICE_DAYS } from './policy';

/** KooGallery's reviewers work in China Standard Time, which has no daylight saving (UTC+8 all year). */
export const REVIEW_CALENDAR_OFFSET_HOURS = 8;

const CLOSING_HOUR = 18;

/** What differs from Monday to Friday, as local days `YYYY-MM-DD`; a day off counts where a day is in both. */
export type WorkingCalendar = { daysOff: ReadonlySet<string>; makeUpDays: ReadonlySet<string> };

const PLAIN_WEEKS: WorkingCalendar = { daysOff: new Set(), makeUpDays: new Set() };

const localDate = (at: Date, offsetHours: number) => new Date(at.getTime() + offsetHours * 3_600_000);
const isoDay = (local: Date) => local.toISOString().slice(0, 10);

/** The year of an instant where reviewers work. */
export const reviewYear = (at: Date): number => localDate(at, REVIEW_CALENDAR_OFFSET_HOURS).getUTCFullYear();

/** Whether the holidays of the year are known: announced, or set by the operator. */
export const isYearKnown = (year: number, { daysOff, makeUpDays }: WorkingCalendar): boolean =>
  [...daysOff, ...makeUpDays].some((day) => day.startsWith(`${year}-`));

/** The first year, from this one on, whose holidays are not known, and whether it begins soon or has begun. */
export function firstUnknownYear(now: Date, calendar: WorkingCalendar): { year: number; isNear: boolean } {
  let year = reviewYear(now);
  while (isYearKnown(year, calendar)) year += 1;
  return { year, isNear: reviewYear(new Date(now.getTime() + CALENDAR_NOTICE_DAYS * DAY_MS)) >= year };
}

/** Whether the local day of `local` (already shifted to the calendar's zone) is one on which reviewers work. */
function isWorkingDay(local: Date, { daysOff, makeUpDays }: WorkingCalendar): boolean {
  const day = isoDay(local);
  const isWeekend = local.getUTCDay() % 6 === 0;
  return !daysOff.has(day) && (!isWeekend || makeUpDays.has(day));
}

/**
 * The instant `days` working days after `from`: the close of business (local) of the last of them.
 * The day of `from` itself does not count, as in "within three working days".
 */
export function addWorkingDays(
  from: Date,
  days: number,
  calendar: WorkingCalendar = PLAIN_WEEKS,
  offsetHours = REVIEW_CALENDAR_OFFSET_HOURS,
): Date {
  const local = localDate(from, offsetHours);
  local.setUTCHours(CLOSING_HOUR, 0, 0, 0);
  let left = days;
  while (left > 0) {
    local.setUTCDate(local.getUTCDate() + 1);
    if (isWorkingDay(local, calendar)) left -= 1;
  }
  return new Date(local.getTime() - offsetHours * 3_600_000);
}

/**
 * What is left until `deadline`: the working days after today, counted as `addWorkingDays` counts them, so that "within
 * three working days" leaves three on the day it is said. On the last of them the hours count.
 */
export function workingTimeLeft(
  now: Date,
  deadline: Date,
  calendar: WorkingCalendar = PLAIN_WEEKS,
  offsetHours = REVIEW_CALENDAR_OFFSET_HOURS,
): { days: number; hours: number; overdue: boolean } {
  if (now >= deadline) return { days: 0, hours: 0, overdue: true };
  const today = isoDay(localDate(now, offsetHours));
  let days = 0;
  const day = localDate(deadline, offsetHours);
  for (; isoDay(day) > today; day.setUTCDate(day.getUTCDate() - 1))
    if (isWorkingDay(day, calendar)) days += 1;
  const hours = days > 0 ? 0 : Math.floor((deadline.getTime() - now.getTime()) / 3_600_000);
  return { days, hours, overdue: false };
}

type PausedClock = { deadlineAt: Date; pausedAt: Date };

/**
 * The working days that a pause keeps: as many as were left when it began. On the last day it is one, so that a reply at
 * the close of business leaves time to read it; none where the deadline had passed.
 */
export function keptWorkingDays(
  { deadlineAt, pausedAt }: PausedClock,
  calendar: WorkingCalendar = PLAIN_WEEKS,
): number {
  const { days, overdue } = workingTimeLeft(pausedAt, deadlineAt, calendar);
  return overdue ? 0 : Math.max(1, days);
}

/** The deadline after a pause: what it kept, from its end on; what was overdue stays so. */
export function resumedDeadline(
  clock: PausedClock,
  resumedAt: Date,
  calendar: WorkingCalendar = PLAIN_WEEKS,
): Date {
  const days = keptWorkingDays(clock, calendar);
  return days === 0 ? clock.deadlineAt : addWorkingDays(resumedAt, days, calendar);
}
