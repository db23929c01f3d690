/** Says when so much time has passed; `stop` once nobody asks. */
export class TimeLimit {
  isSpent = false;
  private readonly timer: NodeJS.Timeout;

  constructor(ms: number) {
    this.timer = setTimeout(() => {
      this.isSpent = true;
    }, ms);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
