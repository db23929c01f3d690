import type { ActiveCheck, Check, FoundRequest, InsertionPoint, RequestCheck } from '../../checks/check';
import { isBehindPath } from './probe-request';

/** Where each check of the active phase sends its probes; each place is chosen once. */
export class ProbePlan {
  private readonly points = new Map<string, InsertionPoint[]>();
  private readonly requests = new Map<string, FoundRequest[]>();

  constructor(
    checks: readonly Check[],
    points: readonly InsertionPoint[],
    requests: readonly FoundRequest[],
  ) {
    for (const check of checks) {
      // Text behind a path reaches pages that print their own address, and nothing else.
      if (check.kind === 'active')
        this.points.set(
          check.id,
          points.filter((one) => check.applies(one) && (check.class === 'XSS' || !isBehindPath(one))),
        );
      if (check.kind === 'request')
        this.requests.set(
          check.id,
          requests.filter((one) => check.applies(one)),
        );
    }
  }

  listPoints({ id }: ActiveCheck): readonly InsertionPoint[] {
    return this.points.get(id) ?? [];
  }

  listRequests({ id }: RequestCheck): readonly FoundRequest[] {
    return this.requests.get(id) ?? [];
  }

  /** How many places there are, each counted once for each check. */
  get size(): number {
    return [...this.points.values(), ...this.requests.values()].reduce((sum, ones) => sum + ones.length, 0);
  }
}
