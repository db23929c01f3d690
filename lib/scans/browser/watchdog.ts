import type { PageOutcome, VisitLimits } from './scan-browser';
import { TimeLimit } from './time-limit';

const LIMITS: VisitLimits = { busyMs: 8_000, exploringMs: 25_000, wholeMs: 60_000 };

/** Ends a visit that hangs: by what the page itself needs, not by how long its site takes to answer. */
export class Watchdog {
  private end: (outcome: PageOutcome) => void = () => undefined;
  private isOver = false;
  private readonly busy: TimeLimit;
  private readonly exploring: TimeLimit;
  private readonly whole: TimeLimit;

  constructor(private readonly limits = LIMITS) {
    this.busy = new TimeLimit(limits.busyMs);
    this.exploring = new TimeLimit(limits.exploringMs);
    this.whole = new TimeLimit(limits.wholeMs);
  }

  /** Whether there is no time left to press anything. */
  get isSpent(): boolean {
    return this.exploring.isSpent;
  }

  /** @returns how the work came to its end; a failure of its own tells nothing but that the page is gone */
  async guard(work: Promise<void>): Promise<PageOutcome> {
    const stopped = new Promise<PageOutcome>((resolve) => {
      this.end = resolve;
    });
    const done = work.then(
      () => 'QUIET' as const,
      (error: unknown) => (error instanceof RangeError ? 'LARGE' : 'GONE'),
    );
    const busy = this.busy.spent.then(() => 'BUSY' as const);
    const long = this.whole.spent.then(() => 'LONG' as const);
    return Promise.race([done, stopped, busy, long]);
  }

  /** Something is under way that is not the page's own work. */
  hold(): void {
    this.busy.stop();
  }

  release(underWay: number): void {
    this.busy.stop();
    if (underWay === 0 && !this.isOver) this.busy.restart(this.limits.busyMs);
  }

  /** The visit is over, whatever is still under way. */
  stop(outcome: PageOutcome = 'GONE'): void {
    this.isOver = true;
    for (const limit of [this.busy, this.exploring, this.whole]) limit.stop();
    this.end(outcome);
  }
}
