import announced from 'chinese-days/dist/chinese-days.json';
import type { WorkingCalendar } from './working-days';

const HOLIDAYS = Object.keys(announced.holidays);
const MAKE_UP_DAYS = Object.keys(announced.workdays);
const YEARS = HOLIDAYS.map((day) => Number(day.slice(0, 4)));

/** The first and the last year whose announced days are in the package, without a gap between them. */
export const ANNOUNCED_YEARS = { first: Math.min(...YEARS), last: Math.max(...YEARS) };

/**
 * The working days of China, as the State Council announces them each November for the next year, with those that the
 * operator has set: an own day off is one also where people would work in exchange, and an own working day is one also
 * within a holiday.
 *
 * The announced days come from the package `chinese-days`; an update of it brings a new year. Until then its days are
 * set by REVIEW_HOLIDAYS and REVIEW_WORKDAYS.
 */
export function chinaCalendar(own: WorkingCalendar): WorkingCalendar {
  return {
    daysOff: new Set([...HOLIDAYS.filter((day) => !own.makeUpDays.has(day)), ...own.daysOff]),
    makeUpDays: new Set([...MAKE_UP_DAYS, ...own.makeUpDays]),
  };
}
