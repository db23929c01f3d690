/** Cookie that keeps the browser's IANA time zone, so that the server writes times as the reader's clock shows them. */
export const ZONE_COOKIE = 'preflight-zone';

export const DEFAULT_ZONE = 'UTC';

/** Whether this machine can write times in the zone; the name comes from outside. */
export function isZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || !/^[A-Za-z0-9_+\-/]{1,64}$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The zone to write times in: the one asked for if this machine knows it, else UTC. Aliases keep their spelling. */
export const resolveZone = (zone: string | undefined): string => (isZone(zone) ? zone : DEFAULT_ZONE);
