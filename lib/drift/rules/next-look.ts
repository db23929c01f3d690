import { HOUR_MS } from '@/lib/core/clock';
import { DRIFT_LOOK_HOURS } from '@/lib/core/policy';

/** After so many looks in a row that nobody answered. Hours; the last one for all that follow. */
const PAUSES = [
  DRIFT_LOOK_HOURS,
  1,
  6,
  DRIFT_LOOK_HOURS,
  2 * DRIFT_LOOK_HOURS,
  3 * DRIFT_LOOK_HOURS,
] as const;

/** When a website or an interface is looked at again. @param failures looks in a row that it did not answer */
export const nextLookAt = (now: Date, failures: number): Date =>
  new Date(now.getTime() + (PAUSES[failures] ?? 3 * DRIFT_LOOK_HOURS) * HOUR_MS);
