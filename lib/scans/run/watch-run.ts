import type { Context, PlatformScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { ScanProgress } from '../rules/progress';
import { BEAT_MS } from '../rules/run-limits';
import { beat } from './store';

/** Why a run was told to stop before its end. */
export type StopCause = 'STOPPED_BY_USER' | 'TAKEN_OVER' | 'SHUTDOWN';

/** What the signal of a stopped run carries. */
export class RunStopped extends Error {
  constructor(readonly why: StopCause) {
    super(`the run was stopped: ${why}`);
    this.name = 'RunStopped';
  }
}

export type RunWatch = {
  /** Aborts with a `RunStopped`. */
  signal: AbortSignal;
  onProgress(progress: ScanProgress): void;
  /** Null while nobody stopped it. */
  cause(): StopCause | null;
  /** Ends the watching; resolves when nothing is being written any more. */
  stop(): Promise<void>;
};

export type WatchDeps = {
  shutdown: AbortSignal;
  /** Calls `work` every `ms` until the returned function is called. */
  every(ms: number, work: () => void): () => void;
  /** The silence after which another worker takes a scan over. */
  stalledAfterMs: number;
};

/**
 * Watches a run while it lasts: twice a second it writes the newest progress and the heartbeat, and reads whether the
 * seller pressed Stop, another worker took the scan over, or this worker is to end.
 */
export function watchRun(
  context: Context,
  scope: PlatformScope,
  run: { scanId: string; workerId: string },
  { shutdown, every, stalledAfterMs }: WatchDeps,
): RunWatch {
  const abort = new AbortController();
  let newest: ScanProgress | null = null;
  let cause: StopCause | null = null;
  let lastBeatAt = context.clock.now();
  let writing: Promise<void> | null = null;

  const stopFor = (why: StopCause) => {
    cause ??= why;
    abort.abort(new RunStopped(cause));
  };
  const onShutdown = () => stopFor('SHUTDOWN');
  if (shutdown.aborted) onShutdown();
  shutdown.addEventListener('abort', onShutdown, { once: true });

  const tick = async () => {
    const progress = newest;
    newest = null;
    const at = context.clock.now();
    try {
      const { isHeld, isCancelRequested } = await beat(database(), scope, { ...run, at, progress });
      lastBeatAt = at;
      if (!isHeld) stopFor('TAKEN_OVER');
      else if (isCancelRequested) stopFor('STOPPED_BY_USER');
    } catch {
      // One heartbeat that cannot be written is not the end of the scan: the next one tries again. After a silence
      // another worker may have begun, and two would be scanning.
      newest ??= progress;
      if (context.clock.now().getTime() - lastBeatAt.getTime() >= stalledAfterMs) stopFor('TAKEN_OVER');
    }
  };
  const stopTicking = every(BEAT_MS, () => {
    writing ??= tick().finally(() => {
      writing = null;
    });
  });

  return {
    signal: abort.signal,
    onProgress: (progress) => {
      newest = progress;
    },
    cause: () => cause,
    stop: async () => {
      stopTicking();
      shutdown.removeEventListener('abort', onShutdown);
      await writing;
    },
  };
}
