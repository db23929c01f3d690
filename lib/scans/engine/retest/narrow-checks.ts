import type { Check, FoundRequest, InsertionPoint } from '../../checks/check';
import type { RetestTarget } from '../../rules/retest';
import { isPlaceOfTarget, isRequestOfTarget } from './retest-places';

/** Checks of these findings that look at nothing but the findings' own places. */
export function narrowChecks(checks: readonly Check[], targets: readonly RetestTarget[]): Check[] {
  return checks.flatMap((check): Check[] => {
    const own = targets.filter(({ checkId }) => checkId === check.id);
    if (own.length === 0) return [];
    if (check.kind === 'active') {
      const isOwn = (point: InsertionPoint) => own.some((target) => isPlaceOfTarget(point, target));
      return [{ ...check, applies: (point: InsertionPoint) => isOwn(point) && check.applies(point) }];
    }
    if (check.kind !== 'request') return [check];
    const isOwn = ({ template }: FoundRequest) => own.some((target) => isRequestOfTarget(template, target));
    return [{ ...check, applies: (request: FoundRequest) => isOwn(request) && check.applies(request) }];
  });
}
