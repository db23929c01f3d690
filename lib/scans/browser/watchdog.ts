import type { PageOutcome, VisitLimits } from './scan-browser';
import { TimeLimit } from './time-limit';

const LIMITS: VisitLimits = { busyMs: 8_000, exploringMs: 25_000, wholeMs: 60_000 };

/** Ends a visit that hangs: by what the page itself needs, not by how long its site takes to answer. */
export class Watchdog {
  private end: (outcome: PageOutcome) => void = () => undefined;
  private busy: NodeJS.Timeout | undefined;
  private whole: NodeJS.Timeout | undefined;
  private isOver = false;
  private readonly exploring: TimeLimit;

  constructor(private readonly limits = LIMITS) {
    this.exploring = new TimeLimit(limits.exploringMs);
  }

  /** Whether there is no time left to press anything. */
  get isSpent(): boolean {
    return this.exploring.isSpent;
  }

  /** @returns how the work came to its end; a failure of its own tells nothing but that the page is gone */
  async guard(work: Promise<void>): Promise<PageOutcome> {
    const ended = new Promise<PageOutcome>((resolve) => {
      this.end = resolve;
    });
    this.whole = setTimeout(() => this.end('LONG'), this.limits.wholeMs);
    this.release(0);
    const done = work.then(
      () => 'QUIET' as const,
      (error: unknown) => (error instanceof RangeError ? 'LARGE' : 'GONE'),
    );
    return Promise.race([done, ended]);
  }

  /** Something is under way that is not the page's own work. */
  hold(): void {
    clearTimeout(this.busy);
  }

  release(underWay: number): void {
    clearTimeout(this.busy);
    if (underWay === 0 && !this.isOver) this.busy = setTimeout(() => this.end('BUSY'), this.limits.busyMs);
  }

  /** The visit is over, whatever is still under way. */
  stop(outcome: PageOutcome = 'GONE'): void {
    this.isOver = true;
    this.exploring.stop();
    for (const timer of [this.busy, this.whole]) clearTimeout(timer);
    this.end(outcome);
  }
}
