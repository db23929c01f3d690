import { DAY_MS } from './clock';
import { CALENDAR_NOTICE_DAYS } from './policy';
import { reviewYear, type WorkingCalendar } from './working-days';

type Year = {
  /** First and last day of each holiday, as `MM-DD`, weekends included. */
  holidays: readonly (readonly [first: string, last: string])[];
  /** Days of a weekend on which people work in exchange, as `MM-DD`. */
  makeUpDays: readonly string[];
};

/**
 * Holidays and make-up days of China, as the General Office of the State Council announces them each November for the
 * next year. A new year is a line here; until then its days are set by REVIEW_HOLIDAYS and REVIEW_WORKDAYS.
 */
const YEARS: Readonly<Record<number, Year>> = {
  2025: {
    holidays: [
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'],
    ],
    makeUpDays: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    holidays: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ],
    makeUpDays: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
};

/** Whether the holidays of the year are known: announced and kept here, or set by the operator. */
export const isYearKnown = (year: number, { daysOff, makeUpDays }: WorkingCalendar): boolean =>
  [...daysOff, ...makeUpDays].some((day) => day.startsWith(`${year}-`));

/** The first year, from this one on, whose holidays are not known, and whether it begins soon or has begun. */
export function firstUnknownYear(now: Date, calendar: WorkingCalendar): { year: number; isNear: boolean } {
  let year = reviewYear(now);
  while (isYearKnown(year, calendar)) year += 1;
  return { year, isNear: reviewYear(new Date(now.getTime() + CALENDAR_NOTICE_DAYS * DAY_MS)) >= year };
}

/**
 * The working days of China with those that the operator has set: an own day off is one also where people would work
 * in exchange, and an own working day is one also within a holiday.
 */
export function chinaCalendar(own: WorkingCalendar): WorkingCalendar {
  const known = Object.entries(YEARS);
  const daysOff = known.flatMap(([year, { holidays }]) =>
    holidays.flatMap(([first, last]) => listDays(`${year}-${first}`, `${year}-${last}`)),
  );
  const makeUpDays = known.flatMap(([year, days]) => days.makeUpDays.map((day) => `${year}-${day}`));
  return {
    daysOff: new Set([...daysOff.filter((day) => !own.makeUpDays.has(day)), ...own.daysOff]),
    makeUpDays: new Set([...makeUpDays, ...own.makeUpDays]),
  };
}

function listDays(first: string, last: string): string[] {
  const days: string[] = [];
  for (const day = new Date(first); ; day.setUTCDate(day.getUTCDate() + 1)) {
    const text = day.toISOString().slice(0, 10);
    days.push(text);
    if (text === last) return days;
  }
}
