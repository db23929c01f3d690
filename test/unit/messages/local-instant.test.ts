import { describe, expect, it } from 'vitest';
import { localInstant } from '@/lib/messages/rules/local-instant';

describe('the instant that a zone’s clock shows', () => {
  it.each([
    ['2026-05-14T18:00', 'Europe/Berlin', '2026-05-14T16:00:00.000Z'],
    ['2026-01-14T18:00', 'Europe/Berlin', '2026-01-14T17:00:00.000Z'],
    ['2026-05-14', 'Asia/Shanghai', '2026-05-13T16:00:00.000Z'],
    ['2026-05-14T00:30', 'America/St_Johns', '2026-05-14T03:00:00.000Z'],
    // The change to summer time: 02:30 does not exist.
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
    ['2026-05-14T18:00', 'UTC', '2026-05-14T18:00:00.000Z'],
  ])('%s in %s', (text, zone, instant) => {
    expect(localInstant(text, zone)?.toISOString()).toBe(instant);
  });

  it.each([
    ...['', 'yesterday', '2026-02-30', '2026-05-14T25:00', '2026-05-14T18:61', '2026-05-14T18:00Z'],
    ...['2026-13-01', '2026-00-10', '2026-04-31', '2025-02-29', '2026-05-14T24:00', '2026-05-00'],
    ...['0000-01-01', '0202-05-14', '1969-12-31', '9999-12-31T23:59', '2026-5-14', '2026-05-14T'],
  ])('is none for %j', (text) => {
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'America/Adak'])
      expect(localInstant(text, zone)).toBeNull();
  });
});
