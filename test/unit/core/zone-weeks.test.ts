import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneDay } from '@/lib/core/zone-day';
import { lastWeeks } from '@/lib/core/zone-weeks';

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'America/New_York',
  'Pacific/Kiritimati',
  'Africa/Cairo',
];
const days = (now: string, zone: string, count: number) =>
  lastWeeks(new Date(now), zone, count).map(({ from }) => zoneDay(from, zone));

describe('the last weeks of a zone', () => {
  it.each([
    ['2027-01-03T23:59:59Z', 'UTC', ['2026-12-21', '2026-12-28']],
    ['2027-01-04T00:00:00Z', 'UTC', ['2026-12-28', '2027-01-04']],
    ['2027-01-03T16:00:00Z', 'Asia/Shanghai', ['2026-12-28', '2027-01-04']],
    ['2027-01-04T04:59:59Z', 'America/New_York', ['2026-12-21', '2026-12-28']],
    ['2028-02-29T12:00:00Z', 'UTC', ['2028-02-21', '2028-02-28']],
  ])('at %s in %s begin on %j', (now, zone, expected) => {
    expect(days(now, zone, 2)).toEqual(expected);
  });

  it('are an hour longer or shorter where the clock changes', () => {
    const hours = lastWeeks(new Date('2026-04-01T00:00:00Z'), 'Europe/Berlin', 2).map(
      ({ from, to }) => (to.getTime() - from.getTime()) / 3_600_000,
    );
    expect(hours).toEqual([167, 168]);
  });

  it('follow each other without a gap, begin on Mondays, and the last has now in it', () => {
    const at = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(at, fc.constantFrom(...ZONES), (now, zone) => {
        const weeks = lastWeeks(now, zone, 3);
        expect(weeks).toHaveLength(3);
        for (const [index, { from, to }] of weeks.entries()) {
          expect(new Date(`${zoneDay(from, zone)}T00:00:00Z`).getUTCDay()).toBe(1);
          expect(to).toEqual(weeks[index + 1]?.from ?? to);
        }
        const last = weeks.at(-1);
        expect(last && last.from <= now && now < last.to).toBe(true);
      }),
    );
  });
});
