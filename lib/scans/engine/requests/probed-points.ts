import type { ActiveCheck, Check, FoundRequest, InsertionPoint } from '../../checks/check';
import { isBehindPath } from './probe-request';

/** Where a check sends probes. Text behind a path reaches pages that print their own address, and nothing else. */
export const probedPoints = (check: ActiveCheck, points: readonly InsertionPoint[]): InsertionPoint[] =>
  points.filter((point) => check.applies(point) && (check.class === 'XSS' || !isBehindPath(point)));

/** At how many places the active phase will look at most, each once for each part of a check. */
export function countPlaces(
  checks: readonly Check[],
  points: readonly InsertionPoint[],
  targets: readonly FoundRequest[],
): number {
  const count = (check: Check): number => {
    if (check.kind === 'active') return probedPoints(check, points).length * (check.runFurther ? 2 : 1);
    return check.kind === 'request' ? targets.filter((target) => check.applies(target)).length : 0;
  };
  return checks.reduce((sum, check) => sum + count(check), 0);
}
