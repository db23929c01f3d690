import { decode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import { countAttempt } from '@/lib/auth/count-attempt';
import { ATTEMPT_LIMITS, addressGroup } from '@/lib/auth/rules/attempt-limits';
import { systemClock } from '@/lib/core/clock';
import { database } from '@/lib/db/client';
import { readSession } from '@/lib/people/read-session';
import { newAccount, newEmail, PASSWORD, visitAt } from '../people/new-account';
import { NextAuthClient, settingsWith } from './next-auth-client';

const settings = settingsWith({});
const client = (address?: string) => new NextAuthClient(visitAt(systemClock, address), settings);
const signIn = (browser: NextAuthClient, typed: Record<string, string>) =>
  browser.post('callback/credentials', typed);
const readError = (location: string | null) => new URL(location ?? 'http://none').searchParams.get('error');

describe('sign-in through next-auth', () => {
  it('starts a session, and the cookie holds its id and nothing about the person', async () => {
    const { userId, email } = await newAccount(systemClock);
    const browser = client();
    const answer = await signIn(browser, { email, password: PASSWORD, callbackUrl: '/assets?page=2' });
    expect(answer.location).toBe('http://localhost:3000/assets?page=2');
    const cookie = answer.setCookies.find((text) => text.startsWith('preflight-session=')) ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const token = browser.cookies.get('preflight-session') ?? '';
    const content = await decode({ token, secret: settings.NEXTAUTH_SECRET });
    expect(Object.keys(content ?? {}).sort()).toEqual(['exp', 'iat', 'jti', 'sid']);
    expect(await readSession(systemClock, content?.sid)).toMatchObject({ email, actor: { userId } });
  });

  it('says the same of a wrong password and of no account', async () => {
    const { email } = await newAccount(systemClock);
    const known = await signIn(client(), { email, password: 'wrong' });
    const unknown = await signIn(client(), { email: newEmail(), password: 'wrong' });
    expect(readError(known.location)).toBe('CredentialsSignin');
    expect({ ...unknown, setCookies: [] }).toEqual({ ...known, setCookies: [] });
  });

  it('tells when to come back after too many attempts', async () => {
    const address = '2001:db8:99:1::1';
    for (let i = 0; i < ATTEMPT_LIMITS['sign-in.address'].attempts; i++)
      await countAttempt(systemClock, 'sign-in.address', addressGroup(address));
    const answer = await signIn(client(address), { email: newEmail(), password: PASSWORD });
    expect(readError(answer.location)).toMatch(/^limited-([1-9]|1[0-5])$/);
  });

  it('does nothing without the token that proves that the request is ours', async () => {
    const { email } = await newAccount(systemClock);
    for (const csrfToken of ['', 'a|b', `${'0'.repeat(64)}`]) {
      const browser = client();
      const answer = await signIn(browser, { email, password: PASSWORD, csrfToken });
      expect(answer.location).toContain('csrf=true');
      expect(browser.cookies.has('preflight-session')).toBe(false);
    }
  });

  it('never leads to another site', async () => {
    const { email } = await newAccount(systemClock);
    const wishes = [
      'https://evil.example/',
      '//evil.example',
      'http://localhost:3000.evil.example/',
      '/\\evil.example',
    ];
    for (const callbackUrl of wishes) {
      const answer = await signIn(client(), { email, password: PASSWORD, callbackUrl });
      expect(answer.location).toBe('http://localhost:3000/');
    }
  });

  it('binds its cookies to the host over HTTPS', async () => {
    const { email } = await newAccount(systemClock);
    const browser = new NextAuthClient(
      visitAt(systemClock),
      settingsWith({ NEXTAUTH_URL: 'https://preflight.example' }),
    );
    const { setCookies } = await signIn(browser, { email, password: PASSWORD });
    const cookie = setCookies.find((text) => text.startsWith('__Host-preflight-session=')) ?? '';
    expect(cookie).toMatch(/Path=\/;/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).not.toMatch(/Domain=/);
    expect([...browser.cookies.keys()].filter((name) => !/^__(Host|Secure)-/.test(name))).toEqual([]);
  });

  it('keeps a planted password out of logs, audit and counts, right or wrong', async () => {
    const planted = `planted secret ${newEmail()}`;
    const { userId, email } = await newAccount(systemClock);
    const browser = client();
    await signIn(browser, { email, password: planted });
    await signIn(browser, { email: planted, password: PASSWORD });
    await signIn(browser, { email, password: PASSWORD });
    await browser.get('callback/credentials', { password: planted });
    const audit = await database().auditEntry.findMany({ where: { actorId: userId } });
    expect(audit.map(({ event }) => event)).toEqual(['user.signedIn']);
    const everything = JSON.stringify([
      browser.logged,
      await database().auditEntry.findMany(),
      await database().rateLimit.findMany(),
      await database().session.findMany(),
      await database().user.findMany(),
    ]);
    expect(everything).not.toContain(planted);
    expect(everything).not.toContain(PASSWORD);
  });
});
