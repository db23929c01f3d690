/** Says when so much time has passed; `stop` once nobody asks. */
export class TimeLimit {
  isSpent = false;
  /** Resolves then. */
  readonly spent: Promise<void>;
  private timer: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.spent = new Promise((resolve) => {
      this.timer = setTimeout(() => {
        this.isSpent = true;
        resolve();
      }, ms);
    });
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
