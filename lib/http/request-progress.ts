import type { Clock } from '@/lib/core/clock';
import type { ExchangeTiming, ReceivedBytes } from './exchange';
import { OutboundError, type RequestPhase, timeoutFailure } from './rules/failure';

/** What one request has been through so far: written by the steps, read by whoever reports the outcome. */
export type Progress = {
  phase: RequestPhase;
  addresses: readonly string[];
  /** The connection had served an earlier request. */
  isReused: boolean;
  timing: ExchangeTiming;
  /** How the response begins; empty before its first byte. */
  firstBytes: Uint8Array;
  /** Of its body, so far; null before the head is read. */
  body: ReceivedBytes['body'];
};

/** Shared: an empty array has nothing that could be changed. */
export const NO_BYTES = new Uint8Array();

export const newProgress = (): Progress => ({
  phase: 'dns',
  addresses: [],
  isReused: false,
  timing: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
  firstBytes: NO_BYTES,
  body: null,
});

/** Milliseconds since the call, by the given clock. */
export function stopwatch(clock: Clock): () => number {
  const startedAt = clock.now().getTime();
  return () => clock.now().getTime() - startedAt;
}

/**
 * What may end work before its result: a time limit and the caller's stop. Its listeners are plain functions, for an
 * `AbortSignal` with its events costs more than all else that is done for a request; one is made where it is asked for.
 * Plain timers: signals made of `AbortSignal.any` and `timeout` may be collected before they fire.
 */
export class Limit {
  /** The error to report; null while the work may go on. */
  reason: OutboundError | null = null;
  private readonly listeners = new Set<(reason: OutboundError) => void>();
  private readonly timer: NodeJS.Timeout;
  private controller: AbortController | null = null;

  /** Fires with `late()` after the time, or with `stopped()` when the caller's signal does. */
  constructor(
    timeoutMs: number,
    private readonly caller: AbortSignal | undefined,
    late: () => OutboundError,
    private readonly stopped: () => OutboundError,
  ) {
    this.timer = setTimeout(() => this.fire(late()), timeoutMs);
    if (caller?.aborted) this.handleEvent();
    else caller?.addEventListener('abort', this);
  }

  /** As an `EventListenerObject` of the caller's signal. */
  handleEvent(): void {
    this.fire(this.stopped());
  }

  /** Fires with this limit and with the same reason. */
  get signal(): AbortSignal {
    if (!this.controller) {
      const controller = new AbortController();
      this.controller = controller;
      if (this.reason) controller.abort(this.reason);
      else this.onFire((reason) => controller.abort(reason));
    }
    return this.controller.signal;
  }

  /** Calls the listener once, when this limit fires; one that has fired calls nobody. */
  onFire(listener: (reason: OutboundError) => void): void {
    this.listeners.add(listener);
  }

  offFire(listener: (reason: OutboundError) => void): void {
    this.listeners.delete(listener);
  }

  /** The work's outcome, or the reason as soon as this limit fires, whichever is first. */
  until<T>(work: T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.reason) reject(this.reason);
      this.onFire(reject);
      Promise.resolve(work)
        .then(resolve, reject)
        .finally(() => this.offFire(reject));
    });
  }

  /** To be called when the work is done: nothing fires from then on. */
  release(): void {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this);
  }

  private fire(reason: OutboundError): void {
    if (this.reason) return;
    this.reason = reason;
    for (const listener of this.listeners) listener(reason);
  }
}

export const limitRequest = (progress: Progress, timeoutMs: number, caller: AbortSignal | undefined): Limit =>
  new Limit(
    timeoutMs,
    caller,
    () => timeoutFailure(progress.phase, timeoutMs),
    () => new OutboundError('ABORTED', `stopped while in ${progress.phase}`),
  );
