/** KooGallery's reviewers work in China Standard Time, which has no daylight saving (UTC+8 all year). */
export const REVIEW_CALENDAR_OFFSET_HOURS = 8;

const CLOSING_HOUR = 18;

const localDate = (at: Date, offsetHours: number) => new Date(at.getTime() + offsetHours * 3_600_000);
const isoDay = (local: Date) => local.toISOString().slice(0, 10);

/** Whether the local day of `local` (already shifted to the calendar's zone) is one on which reviewers work. */
function isWorkingDay(local: Date, holidays: ReadonlySet<string>): boolean {
  const weekday = local.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(isoDay(local));
}

/**
 * The instant `days` working days after `from`: the close of business (local) of the last of them.
 * The day of `from` itself does not count, as in "within three working days".
 * @param holidays local days `YYYY-MM-DD` on which nobody works
 */
export function addWorkingDays(
  from: Date,
  days: number,
  holidays: ReadonlySet<string> = new Set(),
  offsetHours = REVIEW_CALENDAR_OFFSET_HOURS,
): Date {
  const local = localDate(from, offsetHours);
  local.setUTCHours(CLOSING_HOUR, 0, 0, 0);
  let left = days;
  while (left > 0) {
    local.setUTCDate(local.getUTCDate() + 1);
    if (isWorkingDay(local, holidays)) left -= 1;
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
  holidays: ReadonlySet<string> = new Set(),
  offsetHours = REVIEW_CALENDAR_OFFSET_HOURS,
): { days: number; hours: number; overdue: boolean } {
  if (now >= deadline) return { days: 0, hours: 0, overdue: true };
  const today = isoDay(localDate(now, offsetHours));
  let days = 0;
  const day = localDate(deadline, offsetHours);
  for (; isoDay(day) > today; day.setUTCDate(day.getUTCDate() - 1))
    if (isWorkingDay(day, holidays)) days += 1;
  const hours = days > 0 ? 0 : Math.floor((deadline.getTime() - now.getTime()) / 3_600_000);
  return { days, hours, overdue: false };
}

/**
 * The deadline after a pause: as many working days after it as were left when it began. On the last day it is one, so
 * that a reply at the close of business leaves time to read it; what was overdue stays so.
 */
export function resumedDeadline(
  { deadlineAt, pausedAt }: { deadlineAt: Date; pausedAt: Date },
  resumedAt: Date,
  holidays: ReadonlySet<string> = new Set(),
): Date {
  const { days, overdue } = workingTimeLeft(pausedAt, deadlineAt, holidays);
  return overdue ? deadlineAt : addWorkingDays(resumedAt, Math.max(1, days), holidays);
}
