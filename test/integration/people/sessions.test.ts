import { describe, expect, it } from 'vitest';
import { systemContext } from '@/lib/auth/actor';
import { countAttempt } from '@/lib/auth/count-attempt';
import { ATTEMPT_LIMITS } from '@/lib/auth/rules/attempt-limits';
import { IDLE_MS, SEEN_STEP_MS, SESSION_MS } from '@/lib/auth/rules/session-lifetime';
import { fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { changePassword } from '@/lib/people/change-password';
import { endSession } from '@/lib/people/end-session';
import { listSessions } from '@/lib/people/list-sessions';
import { readSession } from '@/lib/people/read-session';
import { resetPassword } from '@/lib/people/reset-password';
import { revokeOtherSessions } from '@/lib/people/revoke-other-sessions';
import { revokeSession } from '@/lib/people/revoke-session';
import { signInWithPassword } from '@/lib/people/sign-in-with-password';
import { newOrganization } from '../setup/people';
import { newAccount, newSession, PASSWORD, visitAt } from './new-account';

const at = '2026-03-02T09:00:00Z';
const NEXT = 'a loud yellow window';
const change = { currentPassword: PASSWORD, newPassword: NEXT, repeatedPassword: NEXT };

const readEvents = async (actorId: string) =>
  (await database().auditEntry.findMany({ where: { actorId }, orderBy: { id: 'asc' } })).map(
    ({ event }) => event,
  );

describe('sessions', () => {
  it('end when idle, at their end, and when the account is switched off', async () => {
    const clock = fixedClock(at);
    const { userId } = await newAccount(clock);
    const { sessionId } = await newSession(clock, userId);
    expect(await readSession(clock, sessionId)).toMatchObject({ actor: { userId, membership: null } });
    for (let used = 0; used < SESSION_MS - IDLE_MS; used += IDLE_MS / 2) {
      clock.advanceMs(IDLE_MS / 2);
      expect(await readSession(clock, sessionId)).not.toBeNull();
    }
    const idle = await newSession(clock, userId);
    clock.advanceMs(IDLE_MS);
    expect(await readSession(clock, idle.sessionId)).toBeNull();
    expect(await readSession(clock, sessionId)).toBeNull();
    const last = await newSession(clock, userId);
    await database().user.update({ where: { id: userId }, data: { disabledAt: clock.now() } });
    expect(await readSession(clock, last.sessionId)).toBeNull();
  });

  it('write when they were last seen at most every few minutes', async () => {
    const clock = fixedClock(at);
    const { sessionId } = await newSession(clock, (await newAccount(clock)).userId);
    const lastSeen = async () =>
      (await database().session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt;
    clock.advanceMs(SEEN_STEP_MS - 1);
    await readSession(clock, sessionId);
    expect(await lastSeen()).toEqual(new Date(at));
    clock.advanceMs(1);
    await Promise.all([readSession(clock, sessionId), readSession(clock, sessionId)]);
    expect(await lastSeen()).toEqual(clock.now());
  });

  it('are nobody for ids that are unknown or none at all', async () => {
    for (const id of [newId(), 'x', '', null, undefined, 7, { sessionId: 'x' }])
      expect(await readSession(fixedClock(at), id)).toBeNull();
  });

  it('act in the chosen organization if they belong to it, else in the first', async () => {
    const clock = fixedClock(at);
    const [first, second, foreign] = [
      await newOrganization(),
      await newOrganization(),
      await newOrganization(),
    ];
    const { userId } = await newAccount(clock);
    for (const [organization, role] of [
      [first, 'VIEWER'],
      [second, 'OWNER'],
    ] as const) {
      await database().member.create({
        data: { organizationId: organization.id, userId, role, createdAt: clock.now() },
      });
      clock.advanceMs(1);
    }
    const { sessionId } = await newSession(clock, userId);
    const membershipWith = async (wish?: string) =>
      (await readSession(clock, sessionId, wish))?.actor.membership;
    expect(await membershipWith()).toEqual({ organizationId: first.id, role: 'VIEWER' });
    expect(await membershipWith(second.id)).toEqual({ organizationId: second.id, role: 'OWNER' });
    expect(await membershipWith(foreign.id)).toEqual({ organizationId: first.id, role: 'VIEWER' });
    await database().member.deleteMany({ where: { userId, organizationId: second.id } });
    expect(await membershipWith(second.id)).toEqual({ organizationId: first.id, role: 'VIEWER' });
  });

  it('are listed and ended by their own person only', async () => {
    const clock = fixedClock(at);
    const mine = await newAccount(clock);
    const other = await newAccount(clock);
    const here = await newSession(clock, mine.userId);
    const there = await newSession(clock, mine.userId);
    const theirs = await newSession(clock, other.userId);
    expect(
      (await listSessions(here.context, here.sessionId)).map(({ id, isCurrent }) => [id, isCurrent]).sort(),
    ).toEqual(
      [
        [here.sessionId, true],
        [there.sessionId, false],
      ].sort(),
    );
    expect(await revokeSession(here.context, { sessionId: theirs.sessionId })).toEqual({ count: 0 });
    expect(await readSession(clock, theirs.sessionId)).not.toBeNull();

    const twice = await Promise.all([
      revokeSession(here.context, { sessionId: there.sessionId }),
      revokeSession(here.context, { sessionId: there.sessionId }),
    ]);
    expect(twice.map(({ count }) => count).sort()).toEqual([0, 1]);
    expect(await readSession(clock, there.sessionId)).toBeNull();
    expect((await readEvents(mine.userId)).filter((event) => event === 'session.revoked')).toHaveLength(1);
  });

  it('end by signing out, and all others at once', async () => {
    const clock = fixedClock(at);
    const { userId } = await newAccount(clock);
    const sessions = [
      await newSession(clock, userId),
      await newSession(clock, userId),
      await newSession(clock, userId),
    ];
    const [here, there, gone] = sessions.map(({ sessionId }) => sessionId);
    await endSession(clock, gone);
    await endSession(clock, gone);
    await endSession(clock, 'nonsense');
    expect(await readSession(clock, gone)).toBeNull();
    const context = sessions[0]?.context ?? systemContext('worker', clock);
    expect(await revokeOtherSessions(context, here ?? '')).toEqual({ count: 1 });
    expect(await readSession(clock, here)).not.toBeNull();
    expect(await readSession(clock, there)).toBeNull();
  });
});

describe('a new password', () => {
  it('ends every other session and is the only one that works', async () => {
    const clock = fixedClock(at);
    const { userId, email } = await newAccount(clock);
    const here = await newSession(clock, userId);
    const there = await newSession(clock, userId);
    expect(await changePassword(here.context, change, here.sessionId)).toEqual({ sessionsEnded: 1 });
    expect(await readSession(clock, here.sessionId)).not.toBeNull();
    expect(await readSession(clock, there.sessionId)).toBeNull();
    expect(await signInWithPassword(visitAt(clock), { email, password: PASSWORD })).toMatchObject({
      ok: false,
    });
    expect(await signInWithPassword(visitAt(clock), { email, password: NEXT })).toEqual({ ok: true, userId });
    expect(await readEvents(userId)).toContain('user.passwordChanged');
  });

  it.each([
    [{ ...change, currentPassword: 'something else' }, 'currentPassword', 'people.password.wrong'],
    [{ ...change, repeatedPassword: 'something else' }, 'repeatedPassword', 'people.passwordsDiffer'],
    [
      { ...change, newPassword: 'short', repeatedPassword: 'short' },
      'newPassword',
      'people.password.tooShort',
    ],
    [{ ...change, newPassword: PASSWORD, repeatedPassword: PASSWORD }, 'newPassword', 'people.password.same'],
  ])('is refused with the field that is wrong', async (input, field, message) => {
    const clock = fixedClock(at);
    const { context, sessionId } = await newSession(clock, (await newAccount(clock)).userId);
    await expect(changePassword(context, input, sessionId)).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [expect.objectContaining({ field, message })] },
    });
  });

  it('is set once when asked twice at once', async () => {
    const clock = fixedClock(at);
    const { userId } = await newAccount(clock);
    const { context, sessionId } = await newSession(clock, userId);
    const outcomes = await Promise.allSettled([
      changePassword(context, change, sessionId),
      changePassword(context, change, sessionId),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readEvents(userId)).filter((event) => event === 'user.passwordChanged')).toHaveLength(1);
  });

  it('cannot be guessed for through a stolen session', async () => {
    const clock = fixedClock(at);
    const { userId } = await newAccount(clock);
    const { context, sessionId } = await newSession(clock, userId);
    for (let i = 1; i < ATTEMPT_LIMITS['password.change'].attempts; i++)
      await countAttempt(clock, 'password.change', userId);
    const guess = { ...change, currentPassword: 'guess' };
    await expect(changePassword(context, guess, sessionId)).rejects.toMatchObject({ code: 'VALIDATION' });
    await expect(changePassword(context, change, sessionId)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
  });

  it('set by the command line ends all sessions', async () => {
    const clock = fixedClock(at);
    const { userId, email } = await newAccount(clock);
    const { sessionId, context } = await newSession(clock, userId);
    await expect(resetPassword(context, { email })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { generatedPassword } = await resetPassword(systemContext('command-line', clock), { email });
    expect(await readSession(clock, sessionId)).toBeNull();
    expect(await signInWithPassword(visitAt(clock), { email, password: generatedPassword })).toEqual({
      ok: true,
      userId,
    });
  });
});
