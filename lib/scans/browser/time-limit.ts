const TICK_MS = 100;

/**
 * Says when so much time has passed; `stop` once nobody asks. Counts ticks and not the clock: while this process does not get
 * its turn, the page has none either, or cannot show that it had.
 */
export class TimeLimit {
  isSpent = false;
  /** Resolves then. */
  readonly spent: Promise<void>;
  private resolve: () => void = () => undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.spent = new Promise((resolve) => {
      this.resolve = resolve;
    });
    this.restart(ms);
  }

  /** Counts anew. */
  restart(ms: number): void {
    this.stop();
    let left = ms;
    this.timer = setInterval(() => {
      left -= TICK_MS;
      if (left > 0) return;
      this.stop();
      this.isSpent = true;
      this.resolve();
    }, TICK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
