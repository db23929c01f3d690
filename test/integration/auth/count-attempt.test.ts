import { describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { countAttempt, forgetAttempts } from '@/lib/auth/count-attempt';
import { expireAttempts } from '@/lib/auth/expire-attempts';
import { ATTEMPT_LIMITS, windowRest } from '@/lib/auth/rules/attempt-limits';
import { DAY_MS, fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';

const limit = ATTEMPT_LIMITS['sign-in.account'];

describe('attempts', () => {
  it('made all at once are all counted, and exactly the limit goes on', async () => {
    const clock = fixedClock('2026-03-02T09:04:00Z');
    const who = newId();
    const counts = await Promise.all(
      Array.from({ length: limit.attempts * 3 }, () => countAttempt(clock, 'sign-in.account', who)),
    );
    expect(counts.filter(({ isAllowed }) => isAllowed)).toHaveLength(limit.attempts);
    expect(counts[0]?.retryAfterMs).toBe(windowRest(limit, clock.now()));
    expect(await countAttempt(clock, 'sign-in.address', who)).toMatchObject({ isAllowed: true });
  });

  it('start again in the next window, and not in an earlier one of a process whose clock is behind', async () => {
    const clock = fixedClock('2026-03-02T09:04:00Z');
    const who = newId();
    const spend = async () => {
      for (let i = 0; i < limit.attempts; i++) await countAttempt(clock, 'sign-in.account', who);
      return countAttempt(clock, 'sign-in.account', who);
    };
    expect(await spend()).toMatchObject({ isAllowed: false });
    const behind = fixedClock(new Date(clock.now().getTime() - limit.windowMs));
    expect(await countAttempt(behind, 'sign-in.account', who)).toMatchObject({ isAllowed: false });
    clock.advanceMs(limit.windowMs);
    expect(await countAttempt(clock, 'sign-in.account', who)).toMatchObject({ isAllowed: true });
  });

  it('are forgotten for who has proven themselves, and by the schedule a day later', async () => {
    const clock = fixedClock('2020-01-01T00:00:00Z');
    const [who, other] = [newId(), newId()];
    for (let i = 0; i <= limit.attempts; i++) await countAttempt(clock, 'sign-in.account', who);
    await countAttempt(clock, 'sign-in.account', other);
    await forgetAttempts('sign-in.account', who);
    expect(await countAttempt(clock, 'sign-in.account', who)).toMatchObject({ isAllowed: true });
    const old = { where: { windowStartAt: clock.now() } };
    expect(await database().rateLimit.count(old)).toBe(2);
    const later = fixedClock(new Date(clock.now().getTime() + DAY_MS + 1));
    expect(await expireAttempts(systemContext('cron', later))).toEqual({ deleted: 2 });
    expect(await database().rateLimit.count(old)).toBe(0);
  });
});
