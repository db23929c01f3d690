/** KooGallery's reviewers work in China Standard Time, which has no daylight saving (UTC+8 all year). */
export const REVIEW_CALENDAR_OFFSET_HOURS = 8;

const localDate = (at: Date, offsetHours: number) => new Date(at.getTime() + offsetHours * 3_600_000);
const isoDay = (local: Date) => local.toISOString().slice(0, 10);

/** Whether the local day of `local` (already shifted to the calendar's zone) is one on which reviewers work. */
function isWorkingDay(local: Date, holidays: ReadonlySet<string>): boolean {
  const weekday = local.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(isoDay(local));
}

/**
 * The instant `days` working days after `from`: the close of business (`closingHour`, local) of the last of them.
 * The day of `from` itself does not count, as in "within three working days".
 * @param holidays local days `YYYY-MM-DD` on which nobody works
 */
export function addWorkingDays(
  from: Date,
  days: number,
  holidays: ReadonlySet<string> = new Set(),
  offsetHours = REVIEW_CALENDAR_OFFSET_HOURS,
  closingHour = 18,
): Date {
  const local = localDate(from, offsetHours);
  local.setUTCHours(closingHour, 0, 0, 0);
  let left = days;
  while (left > 0) {
    local.setUTCDate(local.getUTCDate() + 1);
    if (isWorkingDay(local, holidays)) left -= 1;
  }
  return new Date(local.getTime() - offsetHours * 3_600_000);
}

/** Working time left until `deadline`, as whole working days and hours of the rest; both 0 when it has passed. */
export function workingTimeLeft(
  now: Date,
  deadline: Date,
  holidays: ReadonlySet<string> = new Set(),
  offsetHours = REVIEW_CALENDAR_OFFSET_HOURS,
): { days: number; hours: number; overdue: boolean } {
  if (now >= deadline) return { days: 0, hours: 0, overdue: true };
  let days = 0;
  const step = new Date(deadline.getTime() - 86_400_000);
  while (step > now) {
    if (isWorkingDay(localDate(step, offsetHours), holidays)) days += 1;
    step.setTime(step.getTime() - 86_400_000);
  }
  const hours = Math.floor((step.getTime() + 86_400_000 - now.getTime()) / 3_600_000);
  return { days, hours, overdue: false };
}
