import { describe, expect, it } from 'vitest';
import { formatDay, formatExactly, formatInstant, formatTime } from '@/lib/i18n/format-instant';

const at = new Date('2026-05-14T10:00:07Z');
const sameYear = new Date('2026-01-02T00:00:00Z');
const nextYear = new Date('2027-01-02T00:00:00Z');

describe('formatInstant', () => {
  it('puts the date first, in the zone asked for', () => {
    expect(formatInstant(at, 'en', 'UTC', sameYear)).toBe('Thu 14 May 10:00');
    expect(formatInstant(at, 'en', 'Asia/Shanghai', sameYear)).toBe('Thu 14 May 18:00');
    expect(formatInstant(at, 'zh-CN', 'Asia/Shanghai', sameYear)).toBe('5月14日周四 18:00');
  });

  it('adds the year when it is another one', () => {
    expect(formatInstant(at, 'en', 'UTC', nextYear)).toBe('Thu 14 May 2026 10:00');
  });

  it("decides the year by the reader's calendar, not by UTC", () => {
    const newYear = new Date('2026-12-31T20:00:00Z');
    expect(formatDay(newYear, 'en', 'Asia/Shanghai', nextYear)).toBe('Fri 1 Jan');
    expect(formatDay(newYear, 'en', 'UTC', nextYear)).toBe('Thu 31 Dec 2026');
  });

  it('writes midnight as 00:00', () => {
    expect(formatTime(new Date('2026-05-14T00:00:00Z'), 'en', 'UTC')).toBe('00:00');
  });

  it('names the zone in the exact form', () => {
    expect(formatExactly(at, 'en', 'Asia/Shanghai')).toMatch(/14 May 2026.*18:00:07.*\(Asia\/Shanghai\)$/);
  });
});
