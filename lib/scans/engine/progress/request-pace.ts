import { SECOND_MS } from '@/lib/core/clock';

const WINDOW_MS = 10 * SECOND_MS;
/** A shorter time says nothing. */
const MIN_MS = 2 * SECOND_MS;
/** An estimate from less is a guess: the first places are those of one check. */
const MIN_SHARE = 0.25;
const MIN_PLACES = 20;
const MIN_FORECAST_MS = 10 * SECOND_MS;

/** How many requests a second were sent lately. */
export class RequestPace {
  private readonly sent: number[] = [];
  private firstMs: number | null = null;

  /** @returns null in the first seconds */
  onRequest(nowMs: number): number | null {
    this.firstMs ??= nowMs;
    this.sent.push(nowMs);
    while ((this.sent[0] ?? nowMs) <= nowMs - WINDOW_MS) this.sent.shift();
    const overMs = Math.min(WINDOW_MS, nowMs - this.firstMs);
    return overMs < MIN_MS ? null : Math.round((this.sent.length * SECOND_MS * 10) / overMs) / 10;
  }
}

/** How long the rest of the places will take, as long as those that are done. */
export class PlaceForecast {
  private done = 0;

  constructor(
    private total: number,
    private readonly beganMs: number,
  ) {}

  expect(total: number): void {
    this.total = total;
  }

  /** @returns seconds; null while too little is done to tell, and once more was done than was expected */
  onPlace(nowMs: number): number | null {
    this.done += 1;
    const passedMs = nowMs - this.beganMs;
    const isTelling =
      this.done >= Math.max(MIN_PLACES, MIN_SHARE * this.total) && passedMs >= MIN_FORECAST_MS;
    if (!isTelling || this.done > this.total) return null;
    return Math.ceil(((passedMs / this.done) * (this.total - this.done)) / SECOND_MS);
  }
}
