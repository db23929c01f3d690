import { DIGEST_HOUR } from '@/lib/core/policy';

const formatters = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(zone, made);
  return made;
}

/**
 * The day of the last digest before or at an instant, as `2026-03-02`: a digest goes out at the hour of the policy by
 * the reader's clock. What came up under one day is in the digest of the next.
 */
export function digestDay(at: Date, zone: string): string {
  const parts = new Map(
    wallClock(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const number = (name: 'year' | 'month' | 'day') => Number(parts.get(name));
  const isBefore = Number(parts.get('hour')) < DIGEST_HOUR;
  const day = new Date(Date.UTC(number('year'), number('month') - 1, number('day') - (isBefore ? 1 : 0)));
  return day.toISOString().slice(0, 10);
}
