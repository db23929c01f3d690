import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '@/lib/core/china-day';
import { startOfZoneDay, zoneDay } from '@/lib/core/zone-day';

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'America/New_York',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
  'Australia/Lord_Howe',
  // Its clock goes forward at midnight: the day begins at one o'clock.
  'Africa/Cairo',
];

describe('the day of a zone', () => {
  it.each([
    ['2026-03-02T15:59:59Z', 'Asia/Shanghai', '2026-03-02'],
    ['2026-03-02T16:00:00Z', 'Asia/Shanghai', '2026-03-03'],
    ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31'],
  ])('at %s in %s is %s', (at, zone, day) => {
    expect(zoneDay(new Date(at), zone)).toBe(day);
  });

  it.each([
    ['2026-03-03', 'Asia/Shanghai', '2026-03-02T16:00:00Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00Z'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
  ])('%s in %s begins at %s', (day, zone, at) => {
    expect(startOfZoneDay(day, zone)).toEqual(new Date(at));
  });

  it('begins with its first instant, in every zone on every day', () => {
    const day = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays('2000-01-01', days));
    fc.assert(
      fc.property(day, fc.constantFrom(...ZONES), (one, zone) => {
        const start = startOfZoneDay(one, zone);
        expect(zoneDay(start, zone)).toBe(one);
        expect(zoneDay(new Date(start.getTime() - 1), zone)).toBe(addDays(one, -1));
      }),
    );
  });
});
