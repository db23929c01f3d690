import type { Every } from '@/lib/jobs/watch-execution';

/** The process's own timers. */
export const every: Every = (ms, work) => {
  const timer = setInterval(work, ms);
  return () => clearInterval(timer);
};
