import type { Context, PlatformScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import type { ScanProgress } from '../rules/progress';
import { CANCEL_POLL_MS } from '../rules/run-limits';
import { beat } from './store';

/** Why a run was told to stop before its end; null while nobody did. */
export type StopCause = 'STOPPED_BY_USER' | 'TAKEN_OVER' | 'SHUTDOWN';

export type RunWatch = {
  signal: AbortSignal;
  onProgress(progress: ScanProgress): void;
  cause(): StopCause | null;
  /** Ends the watching; resolves when nothing is being written any more. */
  stop(): Promise<void>;
};

/**
 * Watches a run while it lasts: twice a second it writes the newest progress and the heartbeat, and reads whether the
 * seller pressed Stop, another worker took the scan over, or this worker is to end.
 */
export function watchRun(
  context: Context,
  scope: PlatformScope,
  run: { scanId: string; workerId: string },
  { shutdown, every }: { shutdown: AbortSignal; every(ms: number, work: () => void): () => void },
): RunWatch {
  const abort = new AbortController();
  let newest: ScanProgress | null = null;
  let cause: StopCause | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;

  const stopFor = (why: StopCause) => {
    cause ??= why;
    abort.abort(why);
  };
  const onShutdown = () => stopFor('SHUTDOWN');
  if (shutdown.aborted) onShutdown();
  shutdown.addEventListener('abort', onShutdown, { once: true });

  const tick = async () => {
    const progress = newest;
    newest = null;
    const { isHeld, isCancelRequested } = await beat(database(), scope, {
      ...run,
      at: context.clock.now(),
      progress,
    });
    if (!isHeld) stopFor('TAKEN_OVER');
    else if (isCancelRequested) stopFor('STOPPED_BY_USER');
  };
  const stopTicking = every(CANCEL_POLL_MS, () => {
    if (isWriting) return;
    isWriting = true;
    // A heartbeat that cannot be written is not the end of the scan: the next one tries again, and if none gets
    // through, another worker takes over.
    writing = tick()
      .catch(() => undefined)
      .finally(() => {
        isWriting = false;
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
