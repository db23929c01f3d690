import { describe, expect, it } from 'vitest';
import { type Context, systemContext } from '@/lib/auth/actor';
import { type Clock, DAY_MS, fixedClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { PASSWORD_LINK_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { addMember } from '@/lib/people/add-member';
import { listMembers } from '@/lib/people/list-members';
import { makeAccountLink } from '@/lib/people/make-account-link';
import { makeMemberLink } from '@/lib/people/make-member-link';
import { setPasswordByLink } from '@/lib/people/set-password-by-link';
import { signInWithPassword } from '@/lib/people/sign-in-with-password';
import { findText } from '../setup/find-text';
import { newOrganization } from '../setup/people';
import { newAccount, newEmail, newSession, PASSWORD, visitAt } from './new-account';

const NEW = 'a sentence that nobody has used';
const readToken = ({ path }: { path: string }) => path.split('#')[1] ?? '';
const setWith = (clock: Clock, token: string, newPassword = NEW, repeatedPassword = newPassword) =>
  setPasswordByLink(visitAt(clock), { token, newPassword, repeatedPassword });
const readCode = (work: Promise<unknown>) =>
  work.then(
    () => 'DONE',
    (error: { code?: string }) => error.code ?? String(error),
  );

/** Somebody who was added to a new organization by their address. */
async function added() {
  const organization = await newOrganization(new Date().toISOString());
  const owner = organization.as('OWNER');
  const email = newEmail();
  const { userId } = await addMember(owner, { email, role: 'EDITOR' });
  return { organization, owner, clock: organization.clock, email, userId };
}

describe('the link of a member who was added', () => {
  it('sets a password once, with which the person signs in', async () => {
    const { owner, clock, email, userId } = await added();
    const link = await makeMemberLink(owner, { userId });
    expect(link.path).toMatch(/^\/set-password#[\w-]{43}$/);
    await setWith(clock, readToken(link));
    expect(await signInWithPassword(visitAt(clock), { email, password: NEW })).toEqual({ ok: true, userId });
    expect(await readCode(setWith(clock, readToken(link), 'another sentence of nobody'))).toBe(
      'PRECONDITION_FAILED',
    );
    const events = await database().auditEntry.findMany({ where: { subjectId: userId } });
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['user.passwordLinkMade', 'user.passwordSetByLink']),
    );
  });

  it('is used by one of two at once', async () => {
    const { owner, clock, userId } = await added();
    const token = readToken(await makeMemberLink(owner, { userId }));
    const codes = await Promise.all([1, 2].map((n) => readCode(setWith(clock, token, `${NEW} ${n}`))));
    expect(codes.sort()).toEqual(['DONE', 'PRECONDITION_FAILED']);
  });

  it('is stored nowhere, and replaced by the next one', async () => {
    const { owner, clock, userId } = await added();
    const first = readToken(await makeMemberLink(owner, { userId }));
    const second = readToken(await makeMemberLink(owner, { userId }));
    expect(await findText(first)).toEqual([]);
    expect(await findText(second)).toEqual([]);
    expect(await readCode(setWith(clock, first))).toBe('PRECONDITION_FAILED');
    expect(await readCode(setWith(clock, second))).toBe('DONE');
  });

  it('expires', async () => {
    const { owner, clock, userId } = await added();
    const token = readToken(await makeMemberLink(owner, { userId }));
    clock.advanceMs(PASSWORD_LINK_DAYS * DAY_MS);
    expect(await readCode(setWith(clock, token))).toBe('PRECONDITION_FAILED');
  });

  it('survives a password that is refused, and two that differ', async () => {
    const { owner, clock, userId } = await added();
    const token = readToken(await makeMemberLink(owner, { userId }));
    expect(await readCode(setWith(clock, token, 'short'))).toBe('VALIDATION');
    expect(await readCode(setWith(clock, token, NEW, `${NEW}.`))).toBe('VALIDATION');
    expect(await readCode(setWith(clock, token))).toBe('DONE');
  });

  it('is no use once the account is switched off', async () => {
    const { owner, clock, userId } = await added();
    const token = readToken(await makeMemberLink(owner, { userId }));
    await database().user.update({ where: { id: userId }, data: { disabledAt: clock.now() } });
    expect(await readCode(setWith(clock, token))).toBe('PRECONDITION_FAILED');
  });

  it.each([[''], ['x'], ['../../etc'], ['%00'], ['a'.repeat(43)]])('is none: "%s"', async (token) => {
    expect(await readCode(setWith(fixedClock(new Date()), token))).toBe('PRECONDITION_FAILED');
  });

  it('is made by owners only, for their own members only', async () => {
    const { organization, userId } = await added();
    expect(await readCode(makeMemberLink(organization.as('EDITOR'), { userId }))).toBe('FORBIDDEN');
    const other = await newOrganization();
    expect(await readCode(makeMemberLink(other.as('OWNER'), { userId }))).toBe('NOT_FOUND');
    expect(await readCode(makeMemberLink(organization.as('OWNER'), { userId: newId() }))).toBe('NOT_FOUND');
  });
});

describe('an account that is not the owner’s to take over', () => {
  const attempts: [string, (clock: Clock, owner: Context, email: string) => Promise<void>][] = [
    ['has a password', async (clock, _owner, email) => void (await newAccount(clock, email))],
    [
      'has signed in',
      async (clock, _owner, email) => {
        const { userId } = await newAccount(clock, email);
        await newSession(clock, userId);
        await database().user.update({ where: { id: userId }, data: { passwordHash: null } });
      },
    ],
    [
      'belongs to another organization',
      async (_clock, _owner, email) => {
        const other = await newOrganization();
        await addMember(other.as('OWNER'), { email, role: 'VIEWER' });
      },
    ],
    [
      'may decide for the platform',
      async (clock, _owner, email) => {
        const { userId } = await newAccount(clock, email);
        await database().user.update({
          where: { id: userId },
          data: { passwordHash: null, platformRoles: ['REVIEWER'] },
        });
      },
    ],
    [
      'signs in with a provider',
      async (clock, _owner, email) => {
        const { userId } = await newAccount(clock, email);
        await database().user.update({ where: { id: userId }, data: { passwordHash: null } });
        await database().identity.create({
          data: { provider: 'https://id.example', subject: userId, userId, createdAt: clock.now() },
        });
      },
    ],
  ];

  it.each(attempts)('%s: no link is made', async (_what, prepare) => {
    const organization = await newOrganization(new Date().toISOString());
    const owner = organization.as('OWNER');
    const email = newEmail();
    await prepare(organization.clock, owner, email);
    const { userId } = await addMember(owner, { email, role: 'EDITOR' });
    expect(await readCode(makeMemberLink(owner, { userId }))).toBe('PRECONDITION_FAILED');
    const shown = (await listMembers(owner)).find((member) => member.userId === userId);
    expect(shown?.isWaitingForPassword).toBe(false);
  });
});

describe('the link of the command line', () => {
  it('lets a person in who has forgotten the password; until then nothing changes', async () => {
    const clock = fixedClock(new Date());
    const { userId, email } = await newAccount(clock);
    const { sessionId } = await newSession(clock, userId);
    const token = readToken(await makeAccountLink(systemContext('command-line', clock), { email }));
    expect(await signInWithPassword(visitAt(clock), { email, password: PASSWORD })).toMatchObject({
      ok: true,
    });
    await setWith(clock, token);
    expect(await signInWithPassword(visitAt(clock), { email, password: PASSWORD })).toMatchObject({
      ok: false,
    });
    expect(await signInWithPassword(visitAt(clock), { email, password: NEW })).toMatchObject({ ok: true });
    const session = await database().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(session.revokedAt).toEqual(clock.now());
  });

  it('is not for owners, and not for nobody', async () => {
    const { owner, email } = await added();
    expect(await readCode(makeAccountLink(owner, { email }))).toBe('FORBIDDEN');
    const context = systemContext('command-line', fixedClock(new Date()));
    expect(await readCode(makeAccountLink(context, { email: newEmail() }))).toBe('NOT_FOUND');
  });
});
