import { countAttempt, forgetAttempts } from '@/lib/auth/count-attempt';
import { hashPassword, isPasswordOf, needsRehash } from '@/lib/auth/hash-password';
import { addressGroup } from '@/lib/auth/rules/attempt-limits';
import { database } from '@/lib/db/client';
import { signInInput } from './schemas';
import { findUserByEmail, replacePasswordHash } from './store';
import type { Visit } from './visit';

/** `wrong` covers everything: no such account, another password, none at all, an account that is switched off. */
export type SignInResult =
  | { ok: true; userId: string }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'limited'; retryAfterMs: number };

/**
 * Whether somebody is who they say, by e-mail and password. Neither the answer nor the time it takes tells whether an
 * account exists: the same attempts are counted and the same hash is computed for any address.
 */
export async function signInWithPassword(visit: Visit, input: unknown): Promise<SignInResult> {
  const parsed = signInInput.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'wrong' };
  const email = parsed.data.email.trim().toLowerCase();
  const { password } = parsed.data;

  const byAddress = await countAttempt(visit.clock, 'sign-in.address', addressGroup(visit.address));
  if (!byAddress.isAllowed) return { ok: false, reason: 'limited', retryAfterMs: byAddress.retryAfterMs };
  const byAccount = await countAttempt(visit.clock, 'sign-in.account', email);
  if (!byAccount.isAllowed) return { ok: false, reason: 'limited', retryAfterMs: byAccount.retryAfterMs };

  const user = await findUserByEmail(database(), email);
  const isRight = await isPasswordOf(user?.passwordHash ?? null, password);
  if (!user || !isRight || user.disabledAt !== null) return { ok: false, reason: 'wrong' };

  await forgetAttempts(visit.clock, 'sign-in.account', email);
  if (user.passwordHash !== null && needsRehash(user.passwordHash))
    await replacePasswordHash(database(), user.id, user.passwordHash, await hashPassword(password));
  return { ok: true, userId: user.id };
}
