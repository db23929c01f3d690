import type { Clock } from '@/lib/core/clock';
import type { ExchangeTiming, ReceivedBytes } from './exchange';
import { OutboundError, type Phase, timeoutFailure } from './rules/failure';

/** What one request has been through so far: written by the steps, read by whoever reports the outcome. */
export type Progress = {
  phase: Phase;
  addresses: readonly string[];
  /** The connection had served an earlier request. */
  isReused: boolean;
  timing: ExchangeTiming;
  /** How the answer begins; empty before its first byte. */
  firstBytes: Uint8Array;
  /** Of its body, so far; null before the head is read. */
  body: ReceivedBytes['body'];
};

export const newProgress = (): Progress => ({
  phase: 'dns',
  addresses: [],
  isReused: false,
  timing: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
  firstBytes: new Uint8Array(),
  body: null,
});

/** Milliseconds since the call, by the given clock. */
export function stopwatch(clock: Clock): () => number {
  const startedAt = clock.now().getTime();
  return () => clock.now().getTime() - startedAt;
}

/** One signal for the caller's stop and the time limit; its reason is the `OutboundError` to report. */
export type Limit = { signal: AbortSignal; release(): void };

export function limitRequest(progress: Progress, timeoutMs: number, caller: AbortSignal | undefined): Limit {
  const stopped = () => new OutboundError('ABORTED', `stopped while in ${progress.phase}`);
  return limitTime(timeoutMs, caller, () => timeoutFailure(progress.phase, timeoutMs), stopped);
}

/**
 * A signal that fires with `late()` after the time, or with `stopped()` when the caller's does.
 * Plain timers: signals made of `AbortSignal.any` and `timeout` may be collected before they fire.
 */
export function limitTime(
  timeoutMs: number,
  caller: AbortSignal | undefined,
  late: () => OutboundError,
  stopped: () => OutboundError,
): Limit {
  const controller = new AbortController();
  const stop = () => controller.abort(stopped());
  const timer = setTimeout(() => controller.abort(late()), timeoutMs);
  if (caller?.aborted) stop();
  caller?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', stop);
    },
  };
}

/** The promise's outcome, or the signal's reason as soon as it fires, whichever is first. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    promise.catch(() => undefined);
    return Promise.reject(signal.reason);
  }
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
