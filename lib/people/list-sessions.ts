import { authoriseOwn, type Context } from '@/lib/auth/actor';
import { isSessionAlive } from '@/lib/auth/rules/session-lifetime';
import { database } from '@/lib/db/client';
import { findOwnSessions } from './sessions/store';

export type OwnSession = {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  address: string | null;
  userAgent: string | null;
  isCurrent: boolean;
};

/** One's own sessions that still work, the last used first. @throws AppError FORBIDDEN for system parts */
export async function listSessions(context: Context, currentSessionId: string): Promise<OwnSession[]> {
  const scope = authoriseOwn(context);
  const now = context.clock.now();
  const sessions = await findOwnSessions(database(), scope, now);
  return sessions
    .filter((session) => isSessionAlive(session, now))
    .map(({ id, createdAt, lastSeenAt, address, userAgent }) => ({
      id,
      createdAt,
      lastSeenAt,
      address,
      userAgent,
      isCurrent: id === currentSessionId,
    }));
}
