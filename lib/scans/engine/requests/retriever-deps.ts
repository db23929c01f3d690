import type { Clock } from '@/lib/core/clock';
import type { Outbound } from '@/lib/http/exchange';
import type { Pause } from './pacer';

export type RetrieverDeps = {
  outbound: Outbound;
  clock: Clock;
  pause: Pause;
  signal?: AbortSignal;
  /** Of the limits, by an earlier execution. */
  used?: { requests: number; elapsedMs: number };
  onRequest(url: string, requests: number): void;
};
