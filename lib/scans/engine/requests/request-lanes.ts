/** How many requests may be under way when a scan begins. */
const FIRST_WIDTH = 2;
/** Answers that the usual latency is read from, and that the width is judged by. */
const WINDOW = 10;
const SLOW_FACTOR = 3;
/** Below it nothing counts as slow: on a quick site a few milliseconds are a multiple. */
const SLOW_FLOOR_MS = 100;
const FLAT_FACTOR = 1.5;
const FLAT_FLOOR_MS = 30;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * How many requests are under way at once: two at first, one more while the site answers as quickly as before and all
 * lanes are in use, half as many when it gets slow, breaks connections or says that it is asked too much.
 */
export class RequestLanes {
  private current: number;
  private busy = 0;
  private readonly waiting: (() => void)[] = [];
  private usualMs: number | null = null;
  private recent: number[] = [];
  private wasFull = false;
  /** Answers to what was under way when the width was halved: they say nothing new. */
  private ignored = 0;

  /** @param most what the plan allows */
  constructor(private readonly most: number) {
    this.current = Math.max(1, Math.min(FIRST_WIDTH, most));
  }

  get width(): number {
    return this.current;
  }

  /** Resolves when a lane is free; whoever takes one calls `leave`. Null where one is free at once. */
  enter(): Promise<void> | null {
    if (this.busy < this.current) {
      this.busy += 1;
      this.wasFull ||= this.busy === this.current;
      return null;
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  leave(): void {
    this.busy -= 1;
    this.admit();
  }

  /** @param latencyMs until the first byte */
  onResponse(status: number, latencyMs: number): void {
    if (status === 429 || status === 503) this.onTrouble();
    else this.note(latencyMs);
  }

  /** The connection broke, or the site is asked too much. */
  onTrouble(): void {
    if (this.ignored > 0) this.ignored -= 1;
    else this.halve();
  }

  private note(latencyMs: number): void {
    if (this.ignored > 0) {
      this.ignored -= 1;
      return;
    }
    this.recent.push(latencyMs);
    if (this.recent.length < WINDOW) return;
    const latency = median(this.recent);
    const wasFull = this.wasFull;
    this.startWindow();
    if (this.usualMs === null) this.usualMs = latency;
    else if (latency > Math.max(SLOW_FLOOR_MS, SLOW_FACTOR * this.usualMs)) this.halve();
    else if (wasFull && latency <= Math.max(FLAT_FLOOR_MS, FLAT_FACTOR * this.usualMs)) this.widen();
  }

  private widen(): void {
    this.current = Math.min(this.most, this.current + 1);
    this.admit();
  }

  private halve(): void {
    this.ignored = Math.max(0, this.busy - 1);
    this.current = Math.max(1, Math.floor(this.current / 2));
    this.startWindow();
  }

  private startWindow(): void {
    this.recent = [];
    this.wasFull = false;
  }

  private admit(): void {
    while (this.busy < this.current) {
      const next = this.waiting.shift();
      if (!next) return;
      this.busy += 1;
      this.wasFull ||= this.busy === this.current;
      next();
    }
  }
}
