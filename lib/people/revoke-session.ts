import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { parseInput } from '@/lib/core/parse';
import { endSessions } from './end-sessions';
import { sessionInput } from './schemas';

/**
 * Ends one of one's own sessions. Ending one that is over, or somebody else's, changes nothing: the answer is the same.
 * @throws AppError FORBIDDEN for system parts, VALIDATION
 */
export async function revokeSession(
  context: Context,
  input: { sessionId: string },
): Promise<{ count: number }> {
  authoriseOwn(context);
  return endSessions(context, { only: parseInput(sessionInput, input).sessionId });
}
