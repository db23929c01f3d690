import type { Clock } from '@/lib/core/clock';
import { isOutage } from '@/lib/core/outage';
import { OUTAGE_MS } from '@/lib/db/outlast-outage';
import { oneAtATime } from './one-at-a-time';

/**
 * How often long work shows that it lives and looks whether it is to stop: a part of the second or two within which
 * Cancel takes effect, and of the silence after which another worker takes the work over.
 */
export const BEAT_MS = 500;

/** Why an execution was told to stop before its end. */
export type StopCause = 'CANCELLED' | 'TAKEN_OVER' | 'SHUTDOWN';

/** Calls `work` every `ms` until the returned function is called. */
export type Every = (ms: number, work: () => void) => () => void;

export type WatchDeps = {
  shutdown: AbortSignal;
  every: Every;
  /** The silence after which another worker takes the work over. */
  stalledAfterMs: number;
};

export type ExecutionWatch = {
  /** Aborts when the execution is to stop. */
  signal: AbortSignal;
  /** Null while nobody stopped it. */
  cause(): StopCause | null;
  /** Ends the watching; resolves when nothing more is written. */
  stop(): Promise<void>;
};

/**
 * Watches long work while it lasts: twice a second it writes the heartbeat and reads whether somebody pressed Cancel,
 * another worker took the work over, or this worker is to end.
 * @param beat writes the heartbeat into the row of the work; one that throws is tried again with the next
 * @param report what is written with each heartbeat besides; neither its failure nor its length is the heartbeat's
 */
export function watchExecution(
  clock: Clock,
  { shutdown, every, stalledAfterMs }: WatchDeps,
  beat: () => Promise<{ isLeased: boolean; isCancelRequested: boolean }>,
  report: () => Promise<void>,
): ExecutionWatch {
  const abort = new AbortController();
  let cause: StopCause | null = null;
  let lastBeatAt = clock.now();

  const stopFor = (why: StopCause) => {
    cause ??= why;
    abort.abort();
  };
  const onShutdown = () => stopFor('SHUTDOWN');
  if (shutdown.aborted) onShutdown();
  shutdown.addEventListener('abort', onShutdown, { once: true });

  const tick = async () => {
    const at = clock.now();
    try {
      const { isLeased, isCancelRequested } = await beat();
      lastBeatAt = at;
      if (!isLeased) stopFor('TAKEN_OVER');
      else if (isCancelRequested) stopFor('CANCELLED');
    } catch (error) {
      // One heartbeat that cannot be written is not the end. After a silence another worker may have begun, and two
      // would be at work; not while the database is away, because then nobody can take anything over.
      const patienceMs = isOutage(error) ? Math.max(OUTAGE_MS, stalledAfterMs) : stalledAfterMs;
      if (clock.now().getTime() - lastBeatAt.getTime() >= patienceMs) stopFor('TAKEN_OVER');
    }
  };
  const beating = oneAtATime(tick);
  const reporting = oneAtATime(() => report().catch(() => undefined));
  const stopTicking = every(BEAT_MS, () => {
    beating.start();
    reporting.start();
  });

  return {
    signal: abort.signal,
    cause: () => cause,
    stop: async () => {
      stopTicking();
      shutdown.removeEventListener('abort', onShutdown);
      await Promise.all([beating.ended(), reporting.ended()]);
    },
  };
}
