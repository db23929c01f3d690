import { setImmediate as nextTurn } from 'node:timers/promises';
import { fixedClock } from '@/lib/core/clock';

/** Time that passes at once: whoever waits goes on in the order of their ends. */
export class VirtualTime {
  readonly clock = fixedClock('2026-05-04T08:00:00Z');
  private readonly timers: { atMs: number; resolve: () => void }[] = [];

  get nowMs(): number {
    return this.clock.now().getTime();
  }

  wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.timers.push({ atMs: this.nowMs + ms, resolve });
    });

  /** Lets the time pass until `work` is over. */
  async during<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    for (await nextTurn(); !isOver; await nextTurn()) {
      this.timers.sort((a, b) => a.atMs - b.atMs);
      const next = this.timers.shift();
      if (!next) continue;
      this.clock.advanceMs(Math.max(0, next.atMs - this.nowMs));
      next.resolve();
    }
    return over;
  }
}
