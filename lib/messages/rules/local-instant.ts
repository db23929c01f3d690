const LOCAL = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?$/;
/** Logs have nothing outside of these years, and the database takes no instant far outside of them. */
const YEARS = { first: '1970', last: '9998' };

/**
 * The instant that a clock in this zone shows as `2026-05-14T18:00`, or that a day begins with there. An hour that is
 * skipped or shown twice counts as the zone writes it before the change.
 * @returns null for anything that is no such text
 */
export function localInstant(text: string, zone: string): Date | null {
  if (!LOCAL.test(text) || text < YEARS.first || text.slice(0, 4) > YEARS.last) return null;
  const asUtc = Date.parse(text.includes('T') ? `${text}Z` : `${text}T00:00Z`);
  // A day, a month or an hour that there is not is another one, or none.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(text)) return null;
  const guess = asUtc - offsetMs(asUtc, zone);
  return new Date(asUtc - offsetMs(guess, zone));
}

/** How far the zone's clock is ahead of UTC at an instant. */
function offsetMs(atMs: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(atMs / 1_000) * 1_000;
}
