import { SLOWED_TIMES } from '@/lib/core/policy';
import type { Exchange } from '@/lib/http/exchange';

const BASELINE_SAMPLES = 20;
const WINDOW_SAMPLES = 15;
const SLOW_FLOOR_MS = 1_000;
const FAILURES_IN_A_ROW = 5;
const OVERLOADED = new Set([429, 502, 503, 504]);

export type HealthState = 'well' | 'failing' | 'slow';

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** From the end of the look-up and of connecting to the first byte; where there was none, all of it. */
export const readLatency = ({ timing }: Pick<Exchange, 'timing'>): number =>
  timing.firstByteMs ?? timing.totalMs;

export const isOverloadStatus = (status: number): boolean => OVERLOADED.has(status);

/** Listens to every answer and says when the site suffers: failures in a row, or answers `SLOWED_TIMES` slower than at first. */
export class TargetHealth {
  private readonly baseline: number[] = [];
  private usualMs = 0;
  private recent: number[] = [];
  private failuresInARow = 0;

  /** @param latencyMs from the first look-up to the first body byte */
  onResponse(status: number, latencyMs: number): HealthState {
    if (OVERLOADED.has(status)) return this.onFailure();
    this.failuresInARow = 0;
    if (this.baseline.length < BASELINE_SAMPLES) {
      this.baseline.push(latencyMs);
      this.usualMs = median(this.baseline);
      return 'well';
    }
    this.recent.push(latencyMs);
    if (this.recent.length > WINDOW_SAMPLES) this.recent.shift();
    // That more than half are slow says the same as that their median is.
    const slow = this.recent.filter((ms) => this.isSlow(ms)).length;
    return this.recent.length === WINDOW_SAMPLES && slow > WINDOW_SAMPLES / 2 ? 'slow' : 'well';
  }

  onFailure(): HealthState {
    this.failuresInARow += 1;
    return this.failuresInARow >= FAILURES_IN_A_ROW ? 'failing' : 'well';
  }

  isSlow(latencyMs: number): boolean {
    return latencyMs > SLOW_FLOOR_MS && latencyMs > SLOWED_TIMES * this.usualMs;
  }

  /** After a suspicion has been looked into. */
  startOver(): void {
    this.recent = [];
    this.failuresInARow = 0;
  }
}
