import { type Context, systemContext } from '@/lib/auth/actor';
import type { Clock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { createUser } from '@/lib/people/create-user';
import { readSession } from '@/lib/people/read-session';
import { startSession } from '@/lib/people/start-session';
import type { Visit } from '@/lib/people/visit';

export const PASSWORD = 'a quiet blue door';

/** An address that no other test uses. */
export const newEmail = () => `person-${newId()}@example.com`;

export const visitAt = (clock: Clock, address: string | null = null): Visit => ({
  clock,
  requestId: null,
  // Of its own unless given: tests must not share the limit of an address.
  address: address ?? `2001:db8:${newId().slice(19, 23)}:${newId().slice(24, 28)}::1`,
  userAgent: 'Vitest',
});

/** A new account with `PASSWORD`. */
export async function newAccount(clock: Clock, email = newEmail()) {
  const { userId } = await createUser(systemContext('command-line', clock), {
    email,
    name: 'Mei',
    password: PASSWORD,
  });
  return { userId, email };
}

/** A session of the account, and a context as a door would build it from that session. */
export async function newSession(
  clock: Clock,
  userId: string,
): Promise<{ sessionId: string; context: Context }> {
  const sessionId = await startSession(visitAt(clock), { userId, method: 'password' });
  const signedIn = await readSession(clock, sessionId);
  if (!signedIn) throw new Error('The session that was just started is not alive');
  return { sessionId, context: { actor: signedIn.actor, clock, requestId: null } };
}
