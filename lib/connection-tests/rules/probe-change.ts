import type { RunItem } from './run-item';

/** What a probe of an approved asset came to; null: it could not look, so it says nothing about the seller. */
export type ProbeOutcome = 'PASSED' | 'FAILED' | null;

/** A failure is one whatever else was not run; without one, everything has to have passed. */
export function probeOutcome(items: readonly Pick<RunItem, 'state'>[]): ProbeOutcome {
  if (items.some(({ state }) => state === 'FAILED')) return 'FAILED';
  const hasPassed = items.length > 0 && items.every(({ state }) => state === 'PASSED' || state === 'WARNED');
  return hasPassed ? 'PASSED' : null;
}

/**
 * What is worth telling after a probe: the first failure, and the recovery; nothing while nothing changes. KooGallery
 * repeats a seller's cases twice a day and freezes a product after five failing days.
 * @param previous outcomes of earlier probes, newest first
 */
export function probeChange(
  now: ProbeOutcome,
  previous: readonly ProbeOutcome[],
): 'FAILED' | 'RECOVERED' | null {
  const last = previous.find((outcome) => outcome !== null) ?? 'PASSED';
  if (now === null || now === last) return null;
  return now === 'FAILED' ? 'FAILED' : 'RECOVERED';
}
