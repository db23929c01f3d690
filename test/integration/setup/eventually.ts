import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN_MS = 20;
/** Ends what will never come, also on a machine that is busy with ten other things. */
const WITHIN_MS = 120_000;

/** Waits for what another process or connection brings about: looks until it is there, or the time is over. */
export async function eventually<T>(
  look: () => Promise<T | null | undefined | false>,
  { what = 'the condition', withinMs = WITHIN_MS } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > deadline) throw new Error(`${what} did not come about within ${withinMs} ms`);
    await pause(LOOK_AGAIN_MS);
  }
}
