import type { Context, PlatformScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { type ExecutionWatch, type WatchDeps, watchExecution } from '@/lib/jobs/watch-execution';
import { carryCounters, type ScanProgress } from '../rules/progress';
import type { ScanRecord } from '../scan-record';
import { beat } from './store';

export type RunWatch = ExecutionWatch & { onProgress(progress: ScanProgress): void };

/**
 * Watches a scan while it lasts; each heartbeat writes the newest progress, once.
 * @param scan as it was claimed: its progress is that of the run before, if it had one
 */
export function watchRun(
  context: Context,
  scope: PlatformScope,
  scan: Pick<ScanRecord, 'progress'>,
  run: { scanId: string; workerId: string },
  deps: WatchDeps,
): RunWatch {
  let newest: ScanProgress | null = null;
  const watch = watchExecution(context.clock, deps, async (at) => {
    const progress = newest;
    newest = null;
    try {
      return await beat(database(), scope, { ...run, at, progress });
    } catch (error) {
      newest ??= progress;
      throw error;
    }
  });
  return {
    ...watch,
    onProgress: (progress) => {
      newest = {
        ...progress,
        counters: carryCounters(scan.progress?.counters ?? null, progress.counters),
      };
    },
  };
}
