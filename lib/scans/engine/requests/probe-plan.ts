import type { ActiveCheck, Check, FoundRequest, InsertionPoint, RequestCheck } from '../../checks/check';
import { hasKind } from '../check-order';
import { isBehindPath } from './probe-request';

/** Where each check of the active phase sends its probes; each place is chosen once. */
export class ProbePlan {
  private readonly points = new Map<string, Set<InsertionPoint>>();
  private readonly requests = new Map<string, FoundRequest[]>();

  constructor(
    private readonly checks: readonly Check[],
    points: readonly InsertionPoint[],
    requests: readonly FoundRequest[],
  ) {
    for (const check of checks)
      if (check.kind === 'request')
        this.requests.set(
          check.id,
          requests.filter((one) => check.applies(one)),
        );
    this.add(points);
  }

  /** Places that were found later. */
  add(points: readonly InsertionPoint[]): void {
    for (const check of this.checks.filter(hasKind('active'))) {
      const own = this.points.get(check.id) ?? new Set();
      this.points.set(check.id, own);
      // Text behind a path reaches pages that print their own address, and nothing else.
      for (const one of points)
        if (check.applies(one) && (check.class === 'XSS' || !isBehindPath(one))) own.add(one);
    }
  }

  /** Those of the given places. */
  listPoints({ id }: ActiveCheck, among: readonly InsertionPoint[]): readonly InsertionPoint[] {
    const own = this.points.get(id);
    return among.filter((point) => own?.has(point));
  }

  listRequests({ id }: RequestCheck): readonly FoundRequest[] {
    return this.requests.get(id) ?? [];
  }

  /** How many places there are at most, each counted once for each part of a check. */
  get size(): number {
    const count = (check: Check): number => {
      if (check.kind === 'active') return (this.points.get(check.id)?.size ?? 0) * (check.runFurther ? 2 : 1);
      return check.kind === 'request' ? this.listRequests(check).length : 0;
    };
    return this.checks.reduce((sum, check) => sum + count(check), 0);
  }
}
