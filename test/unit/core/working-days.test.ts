import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANNOUNCED_YEARS, chinaCalendar } from '@/lib/core/china-calendar';
import {
  addWorkingDays,
  firstUnknownYear,
  isYearKnown,
  resumedDeadline,
  workingTimeLeft,
} from '@/lib/core/working-days';

describe('working days', () => {
  it.each([
    // 09:00 UTC is 17:00 in UTC+8; the close of business is 18:00 there, 10:00 UTC.
    ['2026-03-02T09:00:00Z', '2026-03-05T10:00:00.000Z', 'a Monday'],
    ['2026-03-05T09:00:00Z', '2026-03-10T10:00:00.000Z', 'a Thursday, over the weekend'],
    ['2026-03-07T03:00:00Z', '2026-03-11T10:00:00.000Z', 'a Saturday'],
    ['2026-03-02T20:00:00Z', '2026-03-06T10:00:00.000Z', 'a Monday evening, which is Tuesday there'],
  ])('counts three days from %s to %s (%s)', (from, to) => {
    expect(addWorkingDays(new Date(from), 3).toISOString()).toBe(to);
  });

  it('leaves days off out and counts make-up days', () => {
    const calendar = {
      daysOff: new Set(['2026-03-04', '2026-03-08']),
      makeUpDays: new Set(['2026-03-07', '2026-03-08']),
    };
    expect(addWorkingDays(new Date('2026-03-02T09:00:00Z'), 3, calendar).toISOString()).toBe(
      '2026-03-06T10:00:00.000Z',
    );
    // A Friday: the Saturday is worked, the Sunday is off although people would work in exchange.
    expect(addWorkingDays(new Date('2026-03-06T09:00:00Z'), 2, calendar).toISOString()).toBe(
      '2026-03-09T10:00:00.000Z',
    );
  });

  it.each([
    // Spring Festival of 2026 is from 15 to 23 February; the Saturdays before and after are worked.
    ['2026-02-13T03:00:00Z', 1, '2026-02-14T10:00:00.000Z'],
    ['2026-02-13T03:00:00Z', 3, '2026-02-25T10:00:00.000Z'],
    ['2026-02-26T03:00:00Z', 2, '2026-02-28T10:00:00.000Z'],
    // National Day: Sunday 20 September and Saturday 10 October are worked.
    ['2026-09-19T03:00:00Z', 1, '2026-09-20T10:00:00.000Z'],
    ['2026-09-30T03:00:00Z', 3, '2026-10-10T10:00:00.000Z'],
    ['2025-09-30T03:00:00Z', 3, '2025-10-11T10:00:00.000Z'],
  ])('knows the holidays of China: %s and %i days are %s', (from, days, to) => {
    const calendar = chinaCalendar({ daysOff: new Set(), makeUpDays: new Set() });
    expect(addWorkingDays(new Date(from), days, calendar).toISOString()).toBe(to);
  });

  it('takes the days of the operator before those that are known', () => {
    const own = { daysOff: new Set(['2026-02-14']), makeUpDays: new Set(['2026-02-16']) };
    const after = (days: number) =>
      addWorkingDays(new Date('2026-02-13T03:00:00Z'), days, chinaCalendar(own));
    expect(after(1).toISOString()).toBe('2026-02-16T10:00:00.000Z');
  });

  it('knows the years that were announced without a gap, and those that the operator has set', () => {
    const plain = chinaCalendar({ daysOff: new Set(), makeUpDays: new Set() });
    const { first, last } = ANNOUNCED_YEARS;
    for (let year = first; year <= last; year += 1) expect(isYearKnown(year, plain)).toBe(true);
    expect([first, last]).toEqual([2004, expect.toSatisfy((year) => year >= 2026)]);
    expect([first - 1, last + 1].map((year) => isYearKnown(year, plain))).toEqual([false, false]);
    const next = last + 1;
    for (const own of [
      { daysOff: new Set([`${next}-01-01`]), makeUpDays: new Set<string>() },
      { daysOff: new Set<string>(), makeUpDays: new Set([`${next}-02-20`]) },
    ])
      expect(isYearKnown(next, chinaCalendar(own))).toBe(true);
  });

  it('has no day that is both off and worked, and a make-up day on a weekend alone', () => {
    const { daysOff, makeUpDays } = chinaCalendar({ daysOff: new Set(), makeUpDays: new Set() });
    for (const day of makeUpDays) {
      expect(daysOff.has(day)).toBe(false);
      expect(new Date(day).getUTCDay() % 6, day).toBe(0);
    }
  });

  it('says sixty days before that the calendar ends, in the time of the reviewers, and goes on to say it', () => {
    const calendar = { daysOff: new Set(['2026-10-01']), makeUpDays: new Set<string>() };
    const near = (now: string, own = calendar) => firstUnknownYear(new Date(now), own);
    // The year begins at 16:00 UTC there.
    expect(near('2026-11-01T15:59:59Z')).toEqual({ year: 2027, isNear: false });
    expect(near('2026-11-01T16:00:00Z')).toEqual({ year: 2027, isNear: true });
    expect(near('2027-06-01T00:00:00Z')).toEqual({ year: 2027, isNear: true });
    const set = { daysOff: new Set(['2026-10-01', '2027-01-01']), makeUpDays: new Set<string>() };
    expect(near('2026-12-31T00:00:00Z', set)).toEqual({ year: 2028, isNear: false });
  });

  it('keeps after a pause as many days as were left before it', () => {
    const moved = (pausedAt: string, resumedAt: string) =>
      resumedDeadline(
        { deadlineAt: new Date('2026-03-05T10:00:00Z'), pausedAt: new Date(pausedAt) },
        new Date(resumedAt),
      ).toISOString();
    expect(moved('2026-03-02T09:00:00Z', '2026-03-02T09:30:00Z')).toBe('2026-03-05T10:00:00.000Z');
    expect(moved('2026-03-04T03:00:00Z', '2026-03-13T03:00:00Z')).toBe('2026-03-16T10:00:00.000Z');
    expect(moved('2026-03-05T09:00:00Z', '2026-03-05T09:59:00Z')).toBe('2026-03-06T10:00:00.000Z');
    expect(moved('2026-03-05T10:00:00Z', '2026-03-09T09:59:00Z')).toBe('2026-03-05T10:00:00.000Z');
  });

  it('says what is left: working days after today, and hours on the last one', () => {
    // A Tuesday, 18:00 in UTC+8.
    const deadline = new Date('2026-03-10T10:00:00Z');
    const left = (now: string) => workingTimeLeft(new Date(now), deadline);
    expect(left('2026-03-09T06:00:00Z')).toEqual({ days: 1, hours: 0, overdue: false });
    expect(left('2026-03-06T08:00:00Z')).toEqual({ days: 2, hours: 0, overdue: false });
    // 15:59 UTC is the end of the Monday there, 16:00 UTC the beginning of the Tuesday.
    expect(left('2026-03-09T15:59:00Z').days).toBe(1);
    expect(left('2026-03-09T16:00:00Z')).toEqual({ days: 0, hours: 18, overdue: false });
    expect(left('2026-03-10T09:30:00Z')).toEqual({ days: 0, hours: 0, overdue: false });
    expect(workingTimeLeft(deadline, deadline)).toEqual({ days: 0, hours: 0, overdue: true });
  });

  it('leaves all of the days at the moment the deadline is set', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 20 }),
        (from, days) => {
          expect(workingTimeLeft(from, addWorkingDays(from, days)).days).toBe(days);
        },
      ),
    );
  });

  it('always ends on a working day, later than it began', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 20 }),
        (from, days) => {
          const end = addWorkingDays(from, days);
          expect(end > from).toBe(true);
          expect([1, 2, 3, 4, 5]).toContain(new Date(end.getTime() + 8 * 3_600_000).getUTCDay());
        },
      ),
    );
  });
});
