import type { InsertionPoint } from '../../checks/check';

/** A place as a reader finds it: `GET /search QUERY q`. */
export const placeName = ({ method, url, location, name }: InsertionPoint): string =>
  `${method} ${new URL(url).pathname} ${location} ${name}`;
