import type { PageOutcome } from './scan-browser';
import { TimeLimit } from './time-limit';

/** A page that computes so long without asking for anything or doing what it is asked to. */
const BUSY_LIMIT_MS = 8_000;
/** From here on nothing more is pressed; what is under way comes to its end. */
const EXPLORING_LIMIT_MS = 25_000;
const WHOLE_LIMIT_MS = 60_000;

/** Ends a visit that hangs: by what the page itself needs, not by how long its site takes to answer. */
export class Watchdog {
  private end: (outcome: PageOutcome) => void = () => undefined;
  private busy: NodeJS.Timeout | undefined;
  private whole: NodeJS.Timeout | undefined;
  private isOver = false;
  private readonly exploring = new TimeLimit(EXPLORING_LIMIT_MS);

  /** Whether there is no time left to press anything. */
  get isSpent(): boolean {
    return this.exploring.isSpent;
  }

  /** @returns how the work came to its end; a failure of its own tells nothing but that the page is gone */
  async guard(work: Promise<void>): Promise<PageOutcome> {
    const ended = new Promise<PageOutcome>((resolve) => {
      this.end = resolve;
    });
    this.whole = setTimeout(() => this.end('LONG'), WHOLE_LIMIT_MS);
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
    if (underWay === 0 && !this.isOver) this.busy = setTimeout(() => this.end('BUSY'), BUSY_LIMIT_MS);
  }

  /** The visit is over, whatever is still under way. */
  stop(outcome: PageOutcome = 'GONE'): void {
    this.isOver = true;
    this.exploring.stop();
    for (const timer of [this.busy, this.whole]) clearTimeout(timer);
    this.end(outcome);
  }
}
