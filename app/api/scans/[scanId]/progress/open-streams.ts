import { limitExceeded } from '@/lib/core/errors';

/** Each asks the database twice a second; browsers themselves keep six or, over HTTP/2, a hundred to one host. */
const MOST_OF_ONE_PERSON = 30;

const open = new Map<string, number>();

/**
 * Counts a stream that a person opens with this process.
 * @returns to be called when it is over; a second call changes nothing
 * @throws AppError LIMIT_EXCEEDED
 */
export function oneStreamMore(userId: string): () => void {
  const before = open.get(userId) ?? 0;
  if (before >= MOST_OF_ONE_PERSON)
    throw limitExceeded('scans.tooManyStreams', { values: { maximum: MOST_OF_ONE_PERSON } });
  open.set(userId, before + 1);
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    const left = (open.get(userId) ?? 1) - 1;
    if (left > 0) open.set(userId, left);
    else open.delete(userId);
  };
}
