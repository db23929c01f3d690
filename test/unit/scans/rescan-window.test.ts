import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/core/clock';
import { RESCAN_WINDOW_HOURS, SCAN_VALID_DAYS } from '@/lib/core/policy';
import { isInRescanWindow, nextRescan, nextRescanWindow } from '@/lib/scans/rules/rescan-window';

const at = (text: string) => new Date(text);

describe('the window of an automatic scan', () => {
  it.each([
    ['2026-03-02T01:59:59Z', 'UTC', false],
    ['2026-03-02T02:00:00Z', 'UTC', true],
    ['2026-03-02T05:59:59Z', 'UTC', true],
    ['2026-03-02T06:00:00Z', 'UTC', false],
    ['2026-03-01T18:00:00Z', 'Asia/Shanghai', true],
    ['2026-03-02T02:00:00Z', 'Asia/Shanghai', false],
    ['2026-03-01T20:15:00Z', 'Asia/Kathmandu', true],
    ['2026-03-01T20:14:59Z', 'Asia/Kathmandu', false],
  ])('at %s in %s: %s', (instant, zone, isIn) => {
    expect(isInRescanWindow(at(instant), { daysBefore: 7, hour: 2, zone })).toBe(isIn);
  });

  it('continues past midnight', () => {
    const time = { daysBefore: 7, hour: 22, zone: 'UTC' };
    expect(isInRescanWindow(at('2026-03-02T01:59:00Z'), time)).toBe(true);
    expect(isInRescanWindow(at('2026-03-02T02:00:00Z'), time)).toBe(false);
  });
});

describe('the next automatic scan', () => {
  const completedAt = at('2026-03-02T09:30:00Z');

  it('starts in the first window in which it is due', () => {
    const time = { daysBefore: 7, hour: 2, zone: 'UTC' };
    expect(nextRescan(time, completedAt, completedAt)).toEqual(at('2026-03-26T02:00:00Z'));
    const late = at('2026-04-20T03:10:00Z');
    expect(nextRescan(time, completedAt, late)).toEqual(late);
    expect(nextRescan(time, completedAt, at('2026-04-20T06:00:00Z'))).toEqual(at('2026-04-21T02:00:00Z'));
  });

  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'in %s is in its window, due, and no later than the next one, also where clocks change',
    (zone) => {
      const changes = [
        '2026-03-28T22:10:00Z',
        '2026-10-24T23:50:00Z',
        '2026-04-04T14:59:59Z',
        '2026-11-01T05:30:00Z',
      ];
      for (const now of changes.map(at))
        for (let hour = 0; hour < 24; hour += 1) {
          const time = { daysBefore: 3, hour, zone };
          const next = nextRescan(time, completedAt, now);
          const from = Math.max(completedAt.getTime() + (SCAN_VALID_DAYS - 3) * DAY_MS, now.getTime());
          expect(isInRescanWindow(next, time), `${hour} ${now.toISOString()}`).toBe(true);
          expect(next.getTime()).toBeGreaterThanOrEqual(from);
          const longest = (25 - RESCAN_WINDOW_HOURS) * HOUR_MS + 15 * MINUTE_MS;
          expect(next.getTime() - from).toBeLessThanOrEqual(longest);
        }
    },
  );
});

describe('the window of the next automatic scan', () => {
  const completedAt = at('2026-03-02T03:30:00Z');
  const time = { daysBefore: 7, hour: 2, zone: 'UTC' };
  const window = (now: string) => nextRescanWindow(time, completedAt, at(now));

  it('begins where the scan is due, when that is within it', () => {
    const due = { from: at('2026-03-25T03:30:00Z'), until: at('2026-03-25T06:00:00Z') };
    expect(window('2026-03-03T00:00:00Z')).toEqual(due);
    expect(window('2026-03-25T05:59:59Z')).toEqual(due);
  });

  it('is the same whenever it is asked for, and the next one when it is over', () => {
    const night = { from: at('2026-04-21T02:00:00Z'), until: at('2026-04-21T06:00:00Z') };
    for (const now of ['2026-04-20T06:00:00Z', '2026-04-21T02:00:00Z', '2026-04-21T03:10:07Z'])
      expect(window(now)).toEqual(night);
    expect(window('2026-04-21T06:00:00Z').from).toEqual(at('2026-04-22T02:00:00Z'));
  });

  it.each(['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'holds the next scan in %s, and ends after it, also where clocks change',
    (zone) => {
      for (const now of ['2026-03-28T22:10:00Z', '2026-10-24T23:50:00Z', '2026-04-04T14:59:59Z'].map(at))
        for (let hour = 0; hour < 24; hour += 1) {
          const one = { daysBefore: 3, hour, zone };
          const next = nextRescan(one, completedAt, now);
          const { from, until } = nextRescanWindow(one, completedAt, now);
          expect(from.getTime()).toBeLessThanOrEqual(next.getTime());
          expect(until.getTime()).toBeGreaterThan(next.getTime());
          expect(isInRescanWindow(until, one)).toBe(false);
          expect(isInRescanWindow(new Date(until.getTime() - 1), one)).toBe(true);
          const longest = (RESCAN_WINDOW_HOURS + 1) * HOUR_MS;
          expect(until.getTime() - from.getTime()).toBeLessThanOrEqual(longest);
        }
    },
  );
});
