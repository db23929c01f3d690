import { isOutage } from '@/lib/core/outage';

export type RecoveryDeps = {
  /** Between the end of one turn and the beginning of the next. */
  everyMs: number;
  /** The silence after which work counts as lost. */
  stalledAfterMs: number;
  /** Milliseconds that only ever grow. */
  now(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Whether the database answers now. */
  answers(): Promise<boolean>;
  onError(error: unknown): void;
};

/**
 * Looks for lost work again and again, one turn after the other, however long one takes. While the database was away
 * or slow nobody could show that they live: once it answers again, the others get the time of a silence before they
 * are judged.
 * @param steps what one turn does, in order
 * @returns how to end it; resolves when nothing is being done any longer
 */
export function startRecovery(
  steps: readonly (() => Promise<unknown>)[],
  { everyMs, stalledAfterMs, now, pause, answers, onError }: RecoveryDeps,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;

  /** @returns whether the database answered at once all the time */
  const turn = async (): Promise<boolean> => {
    const startedAt = now();
    for (const step of steps) {
      if (signal.aborted) return true;
      if (now() - startedAt > everyMs) return false;
      try {
        await step();
      } catch (error) {
        onError(error);
        if (isOutage(error)) return false;
      }
    }
    return true;
  };

  const loop = async () => {
    for (let wasAway = false; ; ) {
      await pause(everyMs, signal);
      if (wasAway && !signal.aborted) {
        if (!(await answers())) continue;
        await pause(stalledAfterMs, signal);
      }
      if (signal.aborted) return;
      wasAway = !(await turn());
    }
  };
  const ended = loop();
  return async () => {
    stopping.abort();
    await ended;
  };
}
