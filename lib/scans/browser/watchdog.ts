/** A page that computes so long without asking for anything. */
const BUSY_LIMIT_MS = 8_000;
const WHOLE_LIMIT_MS = 60_000;

/** Ends a visit that hangs: by what the page itself needs, not by how long its site takes to answer. */
export class Watchdog {
  private end: () => void = () => undefined;
  private busy: NodeJS.Timeout | undefined;
  private whole: NodeJS.Timeout | undefined;

  /** @returns whether the work came to its end by itself; when the browser is gone it rejects as the work does */
  async guard(work: Promise<void>): Promise<boolean> {
    const ended = new Promise<false>((resolve) => {
      this.end = () => resolve(false);
    });
    this.whole = setTimeout(() => this.end(), WHOLE_LIMIT_MS);
    this.release(0);
    const done = work.then(
      () => true,
      () => false,
    );
    return Promise.race([done, ended]);
  }

  /** Something is under way that is not the page's own work. */
  hold(): void {
    clearTimeout(this.busy);
  }

  release(underWay: number): void {
    clearTimeout(this.busy);
    if (underWay === 0) this.busy = setTimeout(() => this.end(), BUSY_LIMIT_MS);
  }

  stop(): void {
    clearTimeout(this.busy);
    clearTimeout(this.whole);
    this.end();
  }
}
