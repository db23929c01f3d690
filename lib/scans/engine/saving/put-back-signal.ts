import { MINUTE_MS } from '@/lib/core/clock';

/** A part of the two seconds within which Stop takes effect. */
const AFTER_STOP_MS = 1_300;

/** Time for putting back: a minute, or what is left of the two seconds within which Stop takes effect. */
export function putBackSignal(stop: AbortSignal | undefined): AbortSignal {
  if (stop?.aborted) return AbortSignal.timeout(AFTER_STOP_MS);
  const late = new AbortController();
  const onStop = () => {
    AbortSignal.timeout(AFTER_STOP_MS).addEventListener('abort', () => late.abort(), { once: true });
  };
  stop?.addEventListener('abort', onStop, { once: true });
  return AbortSignal.any([late.signal, AbortSignal.timeout(MINUTE_MS)]);
}
