import { setTimeout as wait } from 'node:timers/promises';

type Pauses = { pause(ms: number): Promise<void>; cancelAll(): void };

/** Waits on the real clock: what a slow seller does to its caller. Stopping the server ends them all at once. */
export function createPauses(): Pauses {
  const controller = new AbortController();
  return {
    pause: (ms) =>
      wait(ms, undefined, { signal: controller.signal }).catch((error: unknown) => {
        if (!controller.signal.aborted) throw error;
      }),
    cancelAll: () => controller.abort(),
  };
}
