import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { endSessions } from './end-sessions';

/** Ends all of one's own sessions but the one in use. @throws AppError FORBIDDEN for system parts */
export async function revokeOtherSessions(
  context: Context,
  currentSessionId: string,
): Promise<{ count: number }> {
  authoriseOwn(context);
  return endSessions(context, { except: currentSessionId });
}
