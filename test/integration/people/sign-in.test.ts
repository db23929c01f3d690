import { describe, expect, it } from 'vitest';
import { countAttempt } from '@/lib/auth/count-attempt';
import { hashPassword, needsRehash } from '@/lib/auth/hash-password';
import { ATTEMPT_LIMITS, type AttemptKind, addressGroup, windowRest } from '@/lib/auth/rules/attempt-limits';
import { type Clock, fixedClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { signInWithPassword } from '@/lib/people/sign-in-with-password';
import { newAccount, newEmail, PASSWORD, visitAt } from './new-account';

const at = '2026-03-02T09:00:00Z';
const limit = ATTEMPT_LIMITS['sign-in.account'];

/** Somewhere, and how the attempts on an account from an address are counted. */
const here = visitAt(fixedClock(at)).address;
const fromHere = (email: string, address = here) => `${email}\n${addressGroup(address)}`;

/** Uses attempts up without the work of hashing. */
async function spend(clock: Clock, kind: AttemptKind, who: string, attempts: number): Promise<void> {
  for (let i = 0; i < attempts; i++) await countAttempt(clock, kind, who);
}

describe('sign-in with a password', () => {
  it('knows the right password, in whichever case the address is typed', async () => {
    const clock = fixedClock(at);
    const { userId, email } = await newAccount(clock);
    const input = { email: ` ${email.toUpperCase()} `, password: PASSWORD };
    expect(await signInWithPassword(visitAt(clock), input)).toEqual({ ok: true, userId });
  });

  it('answers the same for a wrong password, no account, a disabled account and one without a password', async () => {
    const clock = fixedClock(at);
    const { email } = await newAccount(clock);
    const disabled = await newAccount(clock);
    await database().user.update({ where: { id: disabled.userId }, data: { disabledAt: clock.now() } });
    const bare = await newAccount(clock);
    await database().user.update({ where: { id: bare.userId }, data: { passwordHash: null } });
    const attempts = [
      { email, password: 'a quiet red door' },
      { email: newEmail(), password: PASSWORD },
      { email: disabled.email, password: PASSWORD },
      { email: bare.email, password: '' },
      { email: 'not an address', password: PASSWORD },
      { email, password: PASSWORD.repeat(1_000) },
      { email: [email], password: PASSWORD },
      null,
    ];
    for (const attempt of attempts)
      expect(await signInWithPassword(visitAt(clock), attempt)).toEqual({ ok: false, reason: 'wrong' });
  });

  it('limits an account and an address that has none alike, and lets them in again in the next window', async () => {
    const clock = fixedClock(at);
    const { userId, email } = await newAccount(clock);
    for (const target of [email, newEmail()]) {
      await spend(clock, 'sign-in.account', fromHere(target), limit.attempts);
      expect(await signInWithPassword(visitAt(clock, here), { email: target, password: PASSWORD })).toEqual({
        ok: false,
        reason: 'limited',
        retryAfterMs: windowRest(limit, clock.now()),
      });
    }
    clock.advanceMs(windowRest(limit, clock.now()));
    expect(await signInWithPassword(visitAt(clock, here), { email, password: PASSWORD })).toEqual({
      ok: true,
      userId,
    });
  });

  it('forgets the failures of an account that has signed in', async () => {
    const clock = fixedClock(at);
    const { email } = await newAccount(clock);
    for (let round = 0; round < 2; round++) {
      await spend(clock, 'sign-in.account', fromHere(email), limit.attempts - 1);
      expect(await signInWithPassword(visitAt(clock, here), { email, password: PASSWORD })).toMatchObject({
        ok: true,
      });
    }
  });

  it('lets nobody lock an account for another address', async () => {
    const clock = fixedClock(new Date());
    const { userId, email } = await newAccount(clock);
    const attacker = visitAt(clock);
    await spend(clock, 'sign-in.account', fromHere(email, attacker.address), limit.attempts);
    expect(await signInWithPassword(attacker, { email, password: PASSWORD })).toMatchObject({
      reason: 'limited',
    });
    expect(await signInWithPassword(visitAt(clock), { email, password: PASSWORD })).toEqual({
      ok: true,
      userId,
    });
  });

  it('gives each address fewer attempts when many try one account, and still lets its owner in', async () => {
    const clock = fixedClock(new Date());
    const { userId, email } = await newAccount(clock);
    const { attempts } = ATTEMPT_LIMITS['sign-in.account-anywhere'];
    await spend(clock, 'sign-in.account-anywhere', email, attempts);
    const few = ATTEMPT_LIMITS['sign-in.account-under-attack'].attempts;
    for (const visit of [visitAt(clock), visitAt(clock)]) {
      const reasons = [];
      for (let i = 0; i <= few; i++) {
        const result = await signInWithPassword(visit, { email, password: 'wrong' });
        reasons.push(result.ok || result.reason);
      }
      expect(reasons).toEqual([...Array.from({ length: few }, () => 'wrong'), 'limited']);
    }
    expect(await signInWithPassword(visitAt(clock), { email, password: PASSWORD })).toEqual({
      ok: true,
      userId,
    });
  });

  it('limits an address that tries many accounts, its whole /64 at once', async () => {
    const clock = fixedClock(at);
    const address = '2001:db8:77:1::1';
    await spend(clock, 'sign-in.address', addressGroup(address), ATTEMPT_LIMITS['sign-in.address'].attempts);
    const attempt = { email: newEmail(), password: 'wrong' };
    expect(await signInWithPassword(visitAt(clock, '2001:db8:77:1:ffff::9'), attempt)).toMatchObject({
      reason: 'limited',
    });
    expect(await signInWithPassword(visitAt(clock), attempt)).toEqual({ ok: false, reason: 'wrong' });
  });

  it('keeps neither addresses nor accounts in the counts', async () => {
    const clock = fixedClock('2026-03-05T09:00:00Z');
    const email = newEmail();
    await signInWithPassword(visitAt(clock, '203.0.113.99'), { email, password: 'wrong' });
    const rows = await database().rateLimit.findMany({ where: { windowStartAt: clock.now() } });
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/203\.0\.113\.99|person-/);
  });

  it('makes an old hash again at the cost of today', async () => {
    const clock = fixedClock(at);
    const { userId, email } = await newAccount(clock);
    const passwordHash = await hashPassword(PASSWORD, { N: 1024, r: 8, p: 1 });
    await database().user.update({ where: { id: userId }, data: { passwordHash } });
    await signInWithPassword(visitAt(clock), { email, password: 'wrong' });
    const read = async () =>
      (await database().user.findUniqueOrThrow({ where: { id: userId } })).passwordHash ?? '';
    expect(await read()).toBe(passwordHash);
    await signInWithPassword(visitAt(clock), { email, password: PASSWORD });
    expect(needsRehash(await read())).toBe(false);
    expect(await signInWithPassword(visitAt(clock), { email, password: PASSWORD })).toEqual({
      ok: true,
      userId,
    });
  });
});
