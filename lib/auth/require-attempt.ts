import { type Clock, MINUTE_MS } from '@/lib/core/clock';
import { type ErrorKey, limitExceeded } from '@/lib/core/errors';
import { countAttempt } from './count-attempt';
import type { AttemptKind } from './rules/attempt-limits';

/**
 * Counts an attempt that may be made only so often.
 * @param who the account, organization or user that is limited
 * @param message its sentence is given `minutes`
 * @throws AppError LIMIT_EXCEEDED
 */
export async function requireAttempt(
  clock: Clock,
  kind: AttemptKind,
  who: string,
  message: ErrorKey,
): Promise<void> {
  const { isAllowed, retryAfterMs } = await countAttempt(clock, kind, who);
  if (!isAllowed) throw limitExceeded(message, { values: { minutes: Math.ceil(retryAfterMs / MINUTE_MS) } });
}
