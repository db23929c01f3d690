import type { ActiveCheck, Check, FoundRequest, InsertionPoint, RequestCheck } from '../../checks/check';
import { isBehindPath } from './probe-request';

/** Where each check of the active phase sends its probes; each place is chosen once. */
export class ProbePlan {
  private readonly points = new Map<string, ReadonlySet<InsertionPoint>>();
  private readonly requests = new Map<string, FoundRequest[]>();

  constructor(
    private readonly checks: readonly Check[],
    points: readonly InsertionPoint[],
    requests: readonly FoundRequest[],
  ) {
    for (const check of checks) {
      // Text behind a path reaches pages that print their own address, and nothing else.
      if (check.kind === 'active')
        this.points.set(
          check.id,
          new Set(
            points.filter((one) => check.applies(one) && (check.class === 'XSS' || !isBehindPath(one))),
          ),
        );
      if (check.kind === 'request')
        this.requests.set(
          check.id,
          requests.filter((one) => check.applies(one)),
        );
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
