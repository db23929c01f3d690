import type { Context } from '@/lib/auth/actor';
import { hashPassword } from '@/lib/auth/hash-password';
import { type Clock, HOUR_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { readSession } from '@/lib/people/read-session';
import { startSession } from '@/lib/people/start-session';
import type { Visit } from '@/lib/people/visit';

export const PASSWORD = 'a quiet blue door';

/** The next full hour: every window of attempts begins with it, and no other test takes its counts for old ones. */
export const nextHour = (): string => new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS).toISOString();

/** An address that no other test uses. */
export const newEmail = () => `person-${newId()}@example.com`;

export const visitAt = (clock: Clock, address: string | null = null): Visit => ({
  clock,
  requestId: null,
  // Of its own unless given: tests must not share the limit of an address.
  address: address ?? `2001:db8:${newId().slice(19, 23)}:${newId().slice(24, 28)}::1`,
  userAgent: 'Vitest',
});

/** Made once a file: hashing is slow on purpose. */
let passwordHash: Promise<string> | undefined;

/** A new account with `PASSWORD`. */
export async function newAccount(clock: Clock, email = newEmail()) {
  passwordHash ??= hashPassword(PASSWORD);
  const userId = newId();
  await database().user.create({
    data: { id: userId, email, name: 'Mei', passwordHash: await passwordHash, createdAt: clock.now() },
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
