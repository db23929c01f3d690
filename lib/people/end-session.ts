import type { Clock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { readSession } from './read-session';
import { revokeSessions } from './store';

/** Signs out: the session of this id is over. Ending one that is over already changes nothing. */
export async function endSession(clock: Clock, sessionId: unknown): Promise<void> {
  const session = await readSession(clock, sessionId);
  if (session)
    await revokeSessions(database(), { userId: session.actor.userId, only: session.sessionId }, clock.now());
}
