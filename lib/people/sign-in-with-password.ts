import { countAttempt, forgetAttempts } from '@/lib/auth/count-attempt';
import { hashPassword, isRightPassword, needsRehash } from '@/lib/auth/hash-password';
import { addressGroup } from '@/lib/auth/rules/attempt-limits';
import { database } from '@/lib/db/client';
import { signInInput } from './schemas';
import { passSecondStep, type SecondStepRefusal } from './second-step/pass-second-step';
import { findUserByEmail, replacePasswordHash } from './store';
import type { Visit } from './visit';

/**
 * `wrong` covers everything: no such account, another password, none at all, an account that is switched off. `code` and
 * `wrongCode` are of the second step, to which a right password leads and no other.
 */
export type SignInResult = { ok: true; userId: string } | { ok: false; reason: 'wrong' } | SecondStepRefusal;

/**
 * Whether somebody is who they say, by e-mail and password. Neither the answer nor the time it takes tells whether an
 * account exists: the same attempts are counted and the same hash is computed for any address.
 */
export async function signInWithPassword(visit: Visit, input: unknown): Promise<SignInResult> {
  const parsed = signInInput.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'wrong' };
  const email = parsed.data.email.trim().toLowerCase();
  const { password } = parsed.data;

  const from = addressGroup(visit.address);
  const retryAfterMs = await overLimit(visit, email, from);
  if (retryAfterMs !== null) return { ok: false, reason: 'limited', retryAfterMs };

  const user = await findUserByEmail(database(), email);
  const isRight = await isRightPassword(user?.passwordHash ?? null, password);
  if (!user || !isRight || user.disabledAt !== null) return { ok: false, reason: 'wrong' };

  for (const kind of PER_ADDRESS) await forgetAttempts(kind, accountFrom(email, from));
  if (user.passwordHash !== null && needsRehash(user.passwordHash))
    await replacePasswordHash(database(), user.id, user.passwordHash, await hashPassword(password));
  return (await passSecondStep(visit, user, parsed.data.code)) ?? { ok: true, userId: user.id };
}

const PER_ADDRESS = ['sign-in.account', 'sign-in.account-under-attack'] as const;
const accountFrom = (email: string, from: string) => `${email}\n${from}`;

/**
 * Counts an attempt. An account is limited for each address that tries it, so that nobody can lock its owner out; when
 * many addresses try it, each of them gets fewer attempts.
 * @returns milliseconds until the next attempt is allowed, or null
 */
async function overLimit({ clock }: Visit, email: string, from: string): Promise<number | null> {
  const byAddress = await countAttempt(clock, 'sign-in.address', from);
  if (!byAddress.isAllowed) return byAddress.retryAfterMs;
  const byAccount = await countAttempt(clock, 'sign-in.account', accountFrom(email, from));
  if (!byAccount.isAllowed) return byAccount.retryAfterMs;
  const anywhere = await countAttempt(clock, 'sign-in.account-anywhere', email);
  if (anywhere.isAllowed) return null;
  const underAttack = await countAttempt(clock, 'sign-in.account-under-attack', accountFrom(email, from));
  return underAttack.isAllowed ? null : underAttack.retryAfterMs;
}
