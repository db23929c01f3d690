import { setTimeout as pause } from 'node:timers/promises';

/** A look costs a statement: what is long in coming is looked for less and less often. */
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;
/** Ends what will never come, also on a machine that is busy with ten other things. */
const WITHIN_MS = 120_000;

/** Waits for what another process or connection brings about: looks until it is there, or the time is over. */
export async function eventually<T>(
  look: () => Promise<T | null | undefined | false>,
  { what = 'the condition', withinMs = WITHIN_MS } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > deadline) throw new Error(`${what} did not come about within ${withinMs} ms`);
    await pause(pauseMs);
  }
}
