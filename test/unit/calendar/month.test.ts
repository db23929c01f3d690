import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthRange, monthsBeside, monthWeeks, readMonth } from '@/lib/calendar/rules/month';
import { addDays } from '@/lib/core/china-day';

const anyMonth = fc.integer({ min: 0, max: 1_199 }).map((months) => addMonths('2000-01', months));

describe('a month', () => {
  it.each([
    '',
    '2026',
    '2026-13',
    '2026-00',
    '1999-12',
    '2100-01',
    '2026-1',
    ' 2026-01',
    '2026-01-01',
    '२०२६-०१',
  ])('is none: %j', (text) => {
    expect(readMonth(text)).toBeNull();
  });

  it('has neighbours, also at the end of a year', () => {
    expect(readMonth('2026-12')).toBe('2026-12');
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(monthsBeside('2026-12')).toEqual({ earlier: '2026-11', later: '2027-01' });
  });

  it('has none where no address shows it', () => {
    expect(monthsBeside('2000-01')).toEqual({ earlier: null, later: '2000-02' });
    expect(monthsBeside('2099-12')).toEqual({ earlier: '2099-11', later: null });
  });

  it('has each of its days once, in weeks from Monday on', () => {
    expect(monthWeeks('2026-02')[0]?.indexOf('2026-02-01')).toBe(6);
    fc.assert(
      fc.property(anyMonth, (month) => {
        const weeks = monthWeeks(month);
        const days = weeks.flat().filter((day) => day !== null);
        expect(days[0]).toBe(`${month}-01`);
        expect(days.at(-1)).toBe(addDays(`${addMonths(month, 1)}-01`, -1));
        days.slice(1).forEach((day, index) => {
          expect(day).toBe(addDays(days[index] ?? '', 1));
        });
        for (const week of weeks) {
          expect(week).toHaveLength(7);
          expect(week.some((day) => day !== null)).toBe(true);
          week.forEach((day, index) => {
            if (day) expect((new Date(day).getUTCDay() + 6) % 7).toBe(index);
          });
        }
      }),
    );
  });

  it('ends where the next one begins, by the clock of a zone', () => {
    expect(monthRange('2026-03', 'Asia/Shanghai')).toEqual({
      from: new Date('2026-02-28T16:00:00Z'),
      to: new Date('2026-03-31T16:00:00Z'),
    });
    fc.assert(
      fc.property(anyMonth, fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Shanghai'), (month, zone) => {
        expect(monthRange(month, zone).to).toEqual(monthRange(addMonths(month, 1), zone).from);
      }),
    );
  });
});
