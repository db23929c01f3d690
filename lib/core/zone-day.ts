import { MINUTE_MS } from './clock';
import { madeOnce } from './made-once';

const keep = madeOnce<Intl.DateTimeFormat>();

/** A formatter costs a thousand times what formatting does: one a zone is kept. */
const dayFormatter = (zone: string): Intl.DateTimeFormat =>
  keep(
    zone,
    () =>
      new Intl.DateTimeFormat('en-CA', {
        ...{ timeZone: zone, calendar: 'iso8601', numberingSystem: 'latn' },
        ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      }),
  );

/** The day of an instant by the clock of a zone, as `YYYY-MM-DD`. @param zone IANA name that this machine knows */
export function zoneDay(at: Date, zone: string): string {
  const parts = new Map(
    dayFormatter(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/** No zone is further from UTC. */
const FARTHEST_MINUTES = 15 * 60;

/** The first instant of a day by the clock of a zone, also where the clock jumps over midnight. @param day `YYYY-MM-DD` */
export function startOfZoneDay(day: string, zone: string): Date {
  const atUtc = Date.parse(`${day}T00:00:00Z`);
  let [before, from] = [-FARTHEST_MINUTES, FARTHEST_MINUTES];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (zoneDay(new Date(atUtc + middle * MINUTE_MS), zone) < day) before = middle;
    else from = middle;
  }
  return new Date(atUtc + from * MINUTE_MS);
}
