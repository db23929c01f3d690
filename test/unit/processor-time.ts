import { readFileSync } from 'node:fs';

/** Nanoseconds that a thread has computed are the first number (Linux). */
const THREAD_FILE = '/proc/thread-self/schedstat';

/**
 * Milliseconds that this thread computes from here on: on a busy machine they are no more, whatever a clock says. Other
 * test files run in threads of the same process, so where a system does not tell of threads, their time is counted too.
 */
export function processorTime(): () => number {
  const begun = spentMs();
  return () => spentMs() - begun;
}

function spentMs(): number {
  try {
    return Number.parseInt(readFileSync(THREAD_FILE, 'utf8'), 10) / 1_000_000;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }
}
