import { decode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { readSession } from '@/lib/people/read-session';
import { newAccount, newEmail, visitAt } from '../people/new-account';
import { NextAuthClient, settingsWith } from './next-auth-client';
import { CLIENT, type Claims, TestProvider, type Tweaks } from './test-provider';

let provider: TestProvider;
beforeAll(async () => {
  provider = await TestProvider.start();
});
afterAll(() => provider.stop());

const newBrowser = () =>
  new NextAuthClient(
    visitAt(systemClock),
    settingsWith({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
    }),
  );

const newPerson = (email = newEmail()): Claims => ({
  sub: newId(),
  email,
  email_verified: true,
  name: 'Mei Chen',
});

async function signIn(browser: NextAuthClient, claims: Claims, tweaks: Tweaks = {}) {
  const { location } = await browser.post('signin/oidc', { callbackUrl: '/requests' });
  return browser.get('callback/oidc', provider.consent(location ?? '', claims, tweaks));
}

async function signedIn(browser: NextAuthClient) {
  const token = browser.cookies.get('preflight-session');
  const content = token ? await decode({ token, secret: browser.settings.NEXTAUTH_SECRET }) : null;
  return readSession(systemClock, content?.sid);
}

describe('sign-in with OpenID Connect', () => {
  it('gives somebody new an account, in no organization', async () => {
    const [browser, claims] = [newBrowser(), newPerson()];
    expect((await signIn(browser, claims)).location).toBe('http://localhost:3000/requests');
    const session = await signedIn(browser);
    expect(session).toMatchObject({
      email: claims.email,
      hasPassword: false,
      actor: { name: 'Mei Chen', membership: null, platformRoles: [] },
      organizations: [],
    });
    const audit = await database().auditEntry.findMany({
      where: { actorId: session?.actor.userId },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    expect(audit.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['user.created', 'user.identityLinked', 'user.signedIn']),
    );
  });

  it('finds an account by its verified address, and afterwards by its subject, whatever the address is then', async () => {
    const { userId, email } = await newAccount(systemClock);
    const claims = newPerson(email.toUpperCase());
    for (const said of [claims, { ...claims, email: newEmail() }, { sub: claims.sub }]) {
      const browser = newBrowser();
      await signIn(browser, said);
      expect((await signedIn(browser))?.actor.userId).toBe(userId);
    }
    expect(await database().identity.findMany({ where: { userId } })).toMatchObject([
      { provider: provider.issuer, subject: claims.sub },
    ]);
  });

  it.each([
    ['not verified', { email_verified: false }],
    ['not said to be verified', { email_verified: undefined }],
    ['missing', { email: undefined }],
  ])('refuses an address that is %s, though the account exists', async (_name, change) => {
    const { email } = await newAccount(systemClock);
    const browser = newBrowser();
    const answer = await signIn(browser, { ...newPerson(email), ...change });
    expect(answer.location).toBe('http://localhost:3000/sign-in?error=notVerified');
    expect(await signedIn(browser)).toBeNull();
  });

  it('refuses an account that is switched off', async () => {
    const { userId, email } = await newAccount(systemClock);
    await database().user.update({ where: { id: userId }, data: { disabledAt: systemClock.now() } });
    const browser = newBrowser();
    expect((await signIn(browser, newPerson(email))).location).toContain('error=refused');
    expect(await database().identity.count({ where: { userId } })).toBe(0);
  });

  it('creates one account when somebody new signs in twice at once', async () => {
    const claims = newPerson();
    const browsers = [newBrowser(), newBrowser()];
    await Promise.all(browsers.map((browser) => signIn(browser, claims)));
    const [one, two] = await Promise.all(browsers.map(signedIn));
    expect(one?.actor.userId).toBeDefined();
    expect(two?.actor.userId).toBe(one?.actor.userId);
    expect(await database().user.count({ where: { email: claims.email } })).toBe(1);
  });

  it.each<[string, Tweaks]>([
    ['forged', { isForged: true }],
    ['meant for another client', { audience: 'somebody-else' }],
    ['of another issuer', { issuer: 'http://127.0.0.1:1' }],
    ['replayed from another sign-in', { nonce: 'another' }],
  ])('refuses an identity token that is %s', async (_name, tweaks) => {
    const { email } = await newAccount(systemClock);
    const browser = newBrowser();
    expect((await signIn(browser, newPerson(email), tweaks)).location).toContain('error=OAuthCallback');
    expect(await signedIn(browser)).toBeNull();
  });

  it('refuses an answer that belongs to another browser or to nobody', async () => {
    const [attacker, victim] = [newBrowser(), newBrowser()];
    const { location } = await attacker.post('signin/oidc', {});
    const stolen = provider.consent(location ?? '', newPerson());
    await victim.post('signin/oidc', {});
    expect((await victim.get('callback/oidc', stolen)).location).toContain('error=OAuthCallback');
    expect((await newBrowser().get('callback/oidc', stolen)).location).toContain('error=');
    expect(await signedIn(victim)).toBeNull();
    expect((await attacker.get('callback/oidc', { ...stolen, state: 'x' })).location).toContain('error=');
  });

  it('puts neither codes nor tokens nor the secret into the log', async () => {
    const browser = newBrowser();
    await signIn(browser, newPerson(), { isForged: true });
    expect(browser.logged).not.toEqual([]);
    expect(JSON.stringify(browser.logged)).not.toMatch(/eyJ|provider-secret|code_verifier/);
  });
});
