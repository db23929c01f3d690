import type { Context, PlatformScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type ExecutionWatch, type WatchDeps, watchExecution } from '@/lib/jobs/watch-execution';
import { beat, type Held } from './held-store';

export type RunWatch = ExecutionWatch & {
  /** What the next heartbeat tells. */
  setRunning(keys: readonly string[]): void;
  running(): readonly string[];
};

/** Watches a run while it lasts, however long its calls take; each heartbeat tells what is under way. */
export function watchRun(context: Context, scope: PlatformScope, run: Held, deps: WatchDeps): RunWatch {
  let runningKeys: readonly string[] = [];
  const watch = watchExecution(context.clock, deps, (at) =>
    beat(database(), scope, { ...run, at, runningKeys }),
  );
  return {
    ...watch,
    setRunning: (keys) => {
      runningKeys = keys;
    },
    running: () => runningKeys,
  };
}
