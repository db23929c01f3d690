/** What an attempt means. GONE: the receiver asks never to be sent anything again (410). */
export type AttemptOutcome = 'DELIVERED' | 'RETRY' | 'GONE';

/** @param status null where nothing whole came back */
export function attemptOutcome(status: number | null): AttemptOutcome {
  if (status === null) return 'RETRY';
  if (status === 410) return 'GONE';
  // A redirect is not followed: who receives is to be told at their own address.
  return status >= 200 && status < 300 ? 'DELIVERED' : 'RETRY';
}
