import type { Context, PlatformScope } from '@/lib/auth/actor';
import { database } from '@/lib/db/client';
import { beat, type Held } from './held-store';

/** A part of the second within which Cancel takes effect, and of the silence that counts as a lost worker. */
export const BEAT_MS = 500;

/** Why a run was told to stop before its end. */
export type StopCause = 'CANCELLED' | 'TAKEN_OVER' | 'SHUTDOWN';

export type RunWatch = {
  signal: AbortSignal;
  /** What the next heartbeat tells. */
  setRunning(keys: readonly string[]): void;
  running(): readonly string[];
  /** Null while nobody stopped it. */
  cause(): StopCause | null;
  /** Ends the watching; resolves when nothing is being written any more. */
  stop(): Promise<void>;
};

export type WatchDeps = {
  shutdown: AbortSignal;
  /** Calls `work` every `ms` until the returned function is called. */
  every(ms: number, work: () => void): () => void;
  /** The silence after which another worker takes a run over. */
  stalledAfterMs: number;
};

/**
 * Watches a run while it lasts, however long its calls take: twice a second it writes the heartbeat and what is under
 * way, and reads whether somebody pressed Cancel, another worker took the run over, or this worker is to end.
 */
export function watchRun(
  context: Context,
  scope: PlatformScope,
  run: Held,
  { shutdown, every, stalledAfterMs }: WatchDeps,
): RunWatch {
  const abort = new AbortController();
  let runningKeys: readonly string[] = [];
  let cause: StopCause | null = null;
  let lastBeatAt = context.clock.now();
  let writing: Promise<void> | null = null;

  const stopFor = (why: StopCause) => {
    cause ??= why;
    abort.abort();
  };
  const onShutdown = () => stopFor('SHUTDOWN');
  if (shutdown.aborted) onShutdown();
  shutdown.addEventListener('abort', onShutdown, { once: true });

  const tick = async () => {
    const at = context.clock.now();
    try {
      const { isHeld, isCancelRequested } = await beat(database(), scope, { ...run, at, runningKeys });
      lastBeatAt = at;
      if (!isHeld) stopFor('TAKEN_OVER');
      else if (isCancelRequested) stopFor('CANCELLED');
    } catch {
      // One heartbeat that cannot be written is not the end: the next one tries again. After a silence another worker
      // may have begun, and two would be calling.
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
    setRunning: (keys) => {
      runningKeys = keys;
    },
    running: () => runningKeys,
    cause: () => cause,
    stop: async () => {
      stopTicking();
      shutdown.removeEventListener('abort', onShutdown);
      await writing;
    },
  };
}
