import { setImmediate as immediate } from 'node:timers/promises';
import type { Clock } from '@/lib/core/clock';

/** Waits; resolves early when the signal aborts. Injected, so that tests need no real time. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Lets timers and the stop button have their turn. */
export const nextTurn = (): Promise<void> => immediate();

/** Gives out starting times evenly: never more than `requestsPerSecond`, whoever asks. */
export class Pacer {
  private nextSlotMs = 0;
  private intervalMs: number;

  constructor(
    requestsPerSecond: number,
    private readonly clock: Clock,
    private readonly pause: Pause,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.intervalMs = 1_000 / requestsPerSecond;
  }

  /** Null where the caller may start at once. */
  waitForSlot(): Promise<void> | null {
    const now = this.clock.now().getTime();
    const slot = Math.max(now, this.nextSlotMs);
    this.nextSlotMs = slot + this.intervalMs;
    return slot > now ? this.pause(slot - now, this.signal) : null;
  }

  /** Nobody starts before `ms` have passed. */
  async pauseFor(ms: number): Promise<void> {
    this.hold(ms);
    await this.pause(ms, this.signal);
  }

  /** As `pauseFor`, for who does not wait. */
  hold(ms: number): void {
    this.nextSlotMs = Math.max(this.nextSlotMs, this.clock.now().getTime() + ms);
  }

  /** Halves the pace for the rest of the scan. */
  slowDown(): void {
    this.intervalMs *= 2;
  }
}

/** Runs `work` over the items, `width` at a time, in order of start; stops starting when `isStopped` says so. */
export async function forEachAtOnce<T>(
  items: readonly T[],
  width: number,
  isStopped: () => boolean,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length && !isStopped()) {
      const item = items[next++];
      if (item !== undefined) await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.floor(width)) }, lane));
}
